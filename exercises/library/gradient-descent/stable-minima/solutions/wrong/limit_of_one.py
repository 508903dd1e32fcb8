# caught by: value
# sentence: Your limit is 1/η. There oscillation begins; a minimum repels only beyond 2/η, where
#   |1 − ηs| exceeds 1.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 1 / eta
        u, v = u - eta * residual * v, v - eta * residual * u
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            return None
    return None
