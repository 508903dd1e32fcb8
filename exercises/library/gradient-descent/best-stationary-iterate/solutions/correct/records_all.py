# Stores all iterates and gradients first, and chooses among them in the end.
import numpy as np


def best_stationary(grad, x0, eta, T):
    if T < 1:
        raise ValueError("T must be at least 1")
    X, G = np.empty((T, len(x0))), np.empty((T, len(x0)))
    x = x0
    for t in range(T):
        X[t], G[t] = x, grad(x)
        x = X[t] - eta * G[t]
    squares = (G**2).sum(axis=1)
    squares[~np.isfinite(squares)] = np.inf
    t = int(np.argmin(squares))
    return X[t].copy(), float(squares[t]), t
