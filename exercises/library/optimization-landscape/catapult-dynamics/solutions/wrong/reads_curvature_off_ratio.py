# caught by: no_output
# sentence: Where the output was zero you divided by it, and nan came back. The curvature is a
#   number there as everywhere: it comes from the lengths of u and v.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f = np.empty(T + 2)
    for t in range(T + 2):
        f[t] = u @ v / np.sqrt(n)
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    with np.errstate(invalid="ignore"):
        lam = (1 - f[1:] / f[:-1] + eta**2 * f[:-1] ** 2 / n) / eta
    return f[:-1], lam
