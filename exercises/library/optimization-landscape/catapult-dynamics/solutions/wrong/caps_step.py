# caught by: returns
# sentence: Your run never rises: you shortened the step size to 2/λ. The question is what this step
#   size does, and a catapult needs one that is too long at the start.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    eta = min(eta, 2 * n / (u @ u + v @ v))
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f, lam
