# caught by: returns
# sentence: Your curvature never changes, so beyond 2/λ your run could only diverge. The term
#   (ηf²/n)(ηλ − 4) in λ is small while f is, and it is what brings the run back.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    f[0], lam[:] = u @ v / np.sqrt(n), (u @ u + v @ v) / n
    for t in range(1, T + 1):
        f[t] = f[t - 1] * (1 - eta * lam[0])
    return f, lam
