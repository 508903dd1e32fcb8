# caught by: flat_enough
# sentence: You shortened the step when the residual grew, and settled in a minimum that is too
#   sharp for the step that was asked for. Let it bounce.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 2 / eta
        h = min(eta, 0.5 / (u * u + v * v))
        u, v = u - h * residual * v, v - h * residual * u
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            return None
    return None
