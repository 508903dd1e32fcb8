# caught by: value
# sentence: Your arrays have T entries. A run of T steps passes T + 1 points, the start and the end
#   included.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T), np.empty(T)
    for t in range(T):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f, lam
