# caught by: threshold
# sentence: You made the step shorter where the points moved apart. The step that was asked for is
#   too long, and that is to be seen.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        X[t + 1] = X[t] - eta * grad(X[t])
        if np.linalg.norm(X[t + 1]) > 4 * np.linalg.norm(X[0]):
            eta = eta / 2
    return X
