# Rotates to u + v and u − v, which no longer mix: each is only scaled.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    plus, minus = np.sum((u + v) ** 2) / 4, np.sum((u - v) ** 2) / 4
    f, lam = np.zeros(T + 1), np.zeros(T + 1)
    # With an exact zero for uᵀv both scales below stay exactly 1.
    f[0], lam[0] = u @ v / np.sqrt(n), 2 * (plus + minus) / n
    a = b = 1.0
    for t in range(1, T + 1):
        turn = eta * f[t - 1] / np.sqrt(n)
        a, b = a * (1 - turn), b * (1 + turn)
        if f[0] != 0:
            f[t] = (a * a * plus - b * b * minus) / np.sqrt(n)
        lam[t] = 2 * (a * a * plus + b * b * minus) / n
    return f, lam
