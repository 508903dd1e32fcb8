# caught by: value
# sentence: Your v was moved with the new u. Both gradients belong to the same point: a step of
#   gradient descent uses old values only.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u = u - eta * f[t] * v / np.sqrt(n)
        v = v - eta * f[t] * u / np.sqrt(n)
    return f, lam
