# caught by: value
# sentence: Your first entry belongs to the point after one step. The start is the first of T + 1
#   entries.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    here = u @ v / np.sqrt(n)
    for t in range(T + 1):
        u, v = u - eta * here * v / np.sqrt(n), v - eta * here * u / np.sqrt(n)
        f[t] = here = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
    return f, lam
