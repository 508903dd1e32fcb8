# caught by: value
# sentence: Your steps lack the factor 1/√n: the derivative of f = uᵀv/√n in u is v/√n.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v, v - eta * f[t] * u
    return f, lam
