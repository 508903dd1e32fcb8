# Fills an array made beforehand, row by row.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(T):
            X[t + 1] = X[t] - eta * grad(X[t])
    return X
