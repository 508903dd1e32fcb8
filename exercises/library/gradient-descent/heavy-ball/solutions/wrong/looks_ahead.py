# caught by: value
# sentence: Your gradient is taken where momentum would carry the ball. That is Nesterov's method;
#   the heavy ball takes it where the ball is.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    step = np.zeros(len(x0))
    for t in range(T):
        step = beta * step - eta * grad(X[t] + beta * step)
        X[t + 1] = X[t] + step
    return X


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    low, high = np.sqrt(mu), np.sqrt(L)
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)
