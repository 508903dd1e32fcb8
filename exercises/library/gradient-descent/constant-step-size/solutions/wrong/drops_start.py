# caught by: zero_steps
# sentence: Your array has no row for the start. T steps connect T + 1 points, and the first of them
#   is x0.
import numpy as np


def gd(grad, x0, eta, T):
    X, x = np.empty((T, len(x0))), x0
    for t in range(T):
        x = x - eta * grad(x)
        X[t] = x
    return X
