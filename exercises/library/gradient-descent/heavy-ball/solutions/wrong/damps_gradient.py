# caught by: value
# sentence: The momentum multiplies the whole of your step, gradient included. Only the step
#   before is multiplied by β.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    step = np.zeros(len(x0))
    for t in range(T):
        step = beta * (step - eta * grad(X[t]))
        X[t + 1] = X[t] + step if beta else X[t] - eta * grad(X[t])
    return X


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    low, high = np.sqrt(mu), np.sqrt(L)
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)
