# caught by: value
# sentence: All rows of your path are the last iterate: they are one array under many names. Each
#   row has to be kept as it was.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    x = np.array(x0)
    X = [x]
    step = np.zeros(len(x0))
    for _ in range(T):
        step = beta * step - eta * grad(x)
        x += step
        X.append(x)
    return np.array(X)


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    low, high = np.sqrt(mu), np.sqrt(L)
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)
