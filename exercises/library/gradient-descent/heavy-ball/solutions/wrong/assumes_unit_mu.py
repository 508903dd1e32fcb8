# caught by: units
# sentence: Multiplying both curvatures by a number changed your momentum. It depends on their
#   quotient only; the step shrinks as they grow.
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
    return float(4 / (np.sqrt(L) + np.sqrt(mu)) ** 2), float(
        ((np.sqrt(L) - 1.0) / (np.sqrt(L) + 1.0)) ** 2
    )
