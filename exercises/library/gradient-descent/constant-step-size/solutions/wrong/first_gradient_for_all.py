# caught by: value
# sentence: Your points lie on one straight line: the gradient at the start was used for every step.
#   It has to be taken anew at each point.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    if T:
        g = grad(x0)
    for t in range(T):
        X[t + 1] = X[t] - eta * g
    return X
