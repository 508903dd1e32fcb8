# caught by: value
# sentence: Your Y is a copy of X. The look-ahead points differ from the iterates by the momentum,
#   and it is there that gradients are taken.
import numpy as np


def nesterov(grad, x0, L, T, mu=0.0):
    if not 0 <= mu <= L:
        raise ValueError("mu must be between 0 and L")
    X = np.empty((T + 1, len(x0)))
    Y = np.empty((T + 1, len(x0)))
    X[0] = Y[0] = x0
    s = 1.0
    for t in range(T):
        X[t + 1] = Y[t] - grad(Y[t]) / L
        following = (1 + np.sqrt(1 + 4 * s**2)) / 2
        beta = (s - 1) / following
        if mu > 0:
            root = np.sqrt(L / mu)
            beta = (root - 1) / (root + 1)
        Y[t + 1] = X[t + 1] + beta * (X[t + 1] - X[t])
        s = following
    return X, X.copy()
