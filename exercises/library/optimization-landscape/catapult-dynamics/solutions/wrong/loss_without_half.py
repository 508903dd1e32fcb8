# caught by: value
# sentence: Your steps are twice too long: they belong to the loss f². That of f²/2 has the
#   gradient f·∇f.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - 2 * eta * f[t] * v / np.sqrt(n), v - 2 * eta * f[t] * u / np.sqrt(n)
    return f, lam
