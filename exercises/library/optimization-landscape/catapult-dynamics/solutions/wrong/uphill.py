# caught by: value
# sentence: Your vectors move along the gradient: the loss grows with every small step. Gradient
#   descent moves against it.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u + eta * f[t] * v / np.sqrt(n), v + eta * f[t] * u / np.sqrt(n)
    return f, lam
