# caught by: refuses
# sentence: Curvatures out of order went through. Without a positive μ, at most L, there is no
#   best pair: refuse.
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
    low, high = np.sqrt(abs(mu)), np.sqrt(L)
    return float(4 / (high + low) ** 2), float(((high - low) / (high + low)) ** 2)
