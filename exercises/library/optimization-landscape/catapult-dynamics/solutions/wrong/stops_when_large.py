# caught by: lost
# sentence: Your run stopped as the output grew, and the entries after it say nothing of the
#   growth. Divergence is a result here: let it show.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        if abs(f[t]) > 20:
            f[t:], lam[t:] = np.inf, np.inf
            break
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f, lam
