# caught by: divergence
# sentence: You ended with an exception when the points grew beyond all numbers. That a step is too
#   long is a result, too: go on and let inf and nan show it.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        X[t + 1] = X[t] - eta * grad(X[t])
        if not np.isfinite(X[t + 1]).all():
            raise FloatingPointError("the iteration diverges")
    return X
