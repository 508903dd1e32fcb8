# caught by: nowhere
# sentence: You took the saddle at the origin for a minimum. Its gradient is zero, but f is ½
#   there: a small residual shows a minimum, a small gradient does not.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) * (abs(u) + abs(v)) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 2 / eta
        u, v = u - eta * residual * v, v - eta * residual * u
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            return None
    return None
