# caught by: value
# sentence: Your steps all have the length η. The step is η times the gradient, so that steps
#   become short where the function becomes flat.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        g = grad(X[t])
        X[t + 1] = X[t] - eta * g / np.linalg.norm(g)
    return X
