# caught by: step_decides
# sentence: You gave up because u² + v² exceeds 2/η at the start. That is no verdict: the iterates
#   are thrown to flatter parts, and most of them settle there.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    if u * u + v * v > 2 / eta and u * v != 1:
        return None
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 2 / eta
        u, v = u - eta * residual * v, v - eta * residual * u
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            return None
    return None
