# caught by: radius
# sentence: Your step is 1/L, that of gradient descent. With the best momentum a step almost four
#   times as long is right; with yours the flattest mode lags behind.
import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    step = np.zeros(len(x0))
    for t in range(T):
        step = beta * step - eta * grad(X[t])
        X[t + 1] = X[t] + step
    return X


def optimal_hb(mu, L):
    if not 0 < mu <= L:
        raise ValueError("0 < mu <= L is needed")
    low, high = np.sqrt(mu), np.sqrt(L)
    return 1 / L, float(((high - low) / (high + low)) ** 2)
