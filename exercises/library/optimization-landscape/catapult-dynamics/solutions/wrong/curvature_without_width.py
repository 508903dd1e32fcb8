# caught by: value
# sentence: Your λ is ‖u‖² + ‖v‖², which grows with the width. The output carries 1/√n, so the
#   square of its gradient carries 1/n.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = u @ u + v @ v
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f, lam
