# caught by: divergence
# sentence: After the points had grown beyond all numbers your rows were finite. Such numbers are
#   made up: let inf and nan stand.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        X[t + 1] = np.nan_to_num(X[t] - eta * grad(X[t]))
    return X
