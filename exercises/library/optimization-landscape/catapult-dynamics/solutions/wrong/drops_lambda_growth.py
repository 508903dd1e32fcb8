# caught by: lost
# sentence: Your λ can only fall. Its change is (ηf²/n)(ηλ − 4): beyond 4/η it grows, and that is
#   why nothing returns from there.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    f[0], lam[0] = u @ v / np.sqrt(n), (u @ u + v @ v) / n
    for t in range(1, T + 1):
        push = eta * f[t - 1] ** 2 / n
        f[t] = f[t - 1] * (1 - eta * lam[t - 1] + eta * push)
        lam[t] = lam[t - 1] + push * min(eta * lam[t - 1] - 4, 0)
    return f, lam
