# caught by: value
# sentence: Your step shrinks from one point to the next. It was to stay the same; the gradient
#   alone makes the moves shorter.
import numpy as np


def gd(grad, x0, eta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        X[t + 1] = X[t] - eta / (t + 1) * grad(X[t])
    return X
