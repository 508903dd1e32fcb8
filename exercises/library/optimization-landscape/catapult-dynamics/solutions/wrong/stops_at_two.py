# caught by: returns
# sentence: At ηλ > 2 you called the run divergent. On this model 2/λ is where the loss starts to
#   rise, not where it is lost: below about 4/λ it returns.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    if eta * (u @ u + v @ v) / n > 2:
        return np.full(T + 1, np.inf), np.full(T + 1, np.inf)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f, lam
