# Keeps the previous point; the pair comes from the roots of the curvatures.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    for t in range(T):
        momentum = beta * (X[t] - X[t - 1]) if t > 0 else 0.0
        X[t + 1] = X[t] - eta * grad(X[t]) + momentum
    return X


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    total = L**0.5 + mu**0.5
    return 4 / total**2, ((L**0.5 - mu**0.5) / total) ** 2
