# caught by: purity
# sentence: The vectors u and v you were given moved with the run. The caller wants to start from
#   them again, with another step size.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        turn = eta * f[t] / np.sqrt(n)
        before = u.copy()
        u -= turn * v
        v -= turn * before
    return f, lam
