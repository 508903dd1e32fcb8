# caught by: value
# sentence: Your first result is f²/2, the loss, and has lost the sign. The output f itself is
#   asked for: it changes sign whenever a step overshoots.
import numpy as np


def catapult(u, v, eta, T):
    n = len(u)
    f, lam = np.empty(T + 1), np.empty(T + 1)
    for t in range(T + 1):
        f[t] = u @ v / np.sqrt(n)
        lam[t] = (u @ u + v @ v) / n
        u, v = u - eta * f[t] * v / np.sqrt(n), v - eta * f[t] * u / np.sqrt(n)
    return f**2 / 2, lam
