# caught by: slope
# sentence: On a constant slope your ball is no faster than gradient descent: you average
#   gradients with a factor 1 − β. The heavy ball adds them up.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    step = np.zeros(len(x0))
    for t in range(T):
        step = beta * step - (1 - beta) * eta * grad(X[t])
        X[t + 1] = X[t] + step
    return X


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    low, high = np.sqrt(mu), np.sqrt(L)
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)
