# caught by: calls
# sentence: You took a gradient at the last point, too, and threw it away. T steps take T gradients;
#   on large problems each costs as much as a step.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    g = grad(X[0])
    for t in range(T):
        X[t + 1] = X[t] - eta * g
        g = grad(X[t + 1])
    return X
