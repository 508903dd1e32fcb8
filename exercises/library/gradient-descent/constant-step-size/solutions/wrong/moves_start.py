# caught by: purity
# sentence: The start x0 had moved when you returned. The caller may want to begin there again.
import numpy as np


def gd(grad, x0, eta, T):
    X, x = np.empty((T + 1, len(x0))), x0
    X[0] = x
    for t in range(T):
        x -= eta * grad(x)
        X[t + 1] = x
    return X
