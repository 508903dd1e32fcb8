# caught by: refuses
# sentence: A μ outside 0 … L went through. No function has curvatures of at least μ and at most
#   L if μ is above L, and a negative μ has no root: refuse.
import numpy as np


def nesterov(grad, x0, L, T, mu=0.0):
    X = np.empty((T + 1, len(x0)))
    Y = np.empty((T + 1, len(x0)))
    X[0] = Y[0] = x0
    s = 1.0
    for t in range(T):
        X[t + 1] = Y[t] - grad(Y[t]) / L
        following = (1 + np.sqrt(1 + 4 * s**2)) / 2
        beta = (s - 1) / following
        if mu > 0:
            root = np.sqrt(max(L / mu, 1.0))
            beta = (root - 1) / (root + 1)
        Y[t + 1] = X[t + 1] + beta * (X[t + 1] - X[t])
        s = following
    return X, Y
