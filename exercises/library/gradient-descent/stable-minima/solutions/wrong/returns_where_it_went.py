# caught by: nowhere
# sentence: The iterates went to infinity and a point came back all the same. No minimum is
#   reached: the answer is None.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 2 / eta
        u, v = u - eta * residual * v, v - eta * residual * u
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            break
    return np.array([u, v]), u * u + v * v, 2 / eta
