# caught by: value
# sentence: Each weight was moved along itself. The derivative of ½(uv − 1)² by u is the residual
#   times v, the other weight.
import numpy as np


def stable_minima(u0, v0, eta):
    u, v = u0, v0
    for _ in range(20_001):
        residual = u * v - 1
        if abs(residual) <= 1e-10:
            return np.array([u, v]), u * u + v * v, 2 / eta
        u, v = u - eta * residual * u, v - eta * residual * v
        if not (abs(u) <= 1e6 and abs(v) <= 1e6):
            return None
    return None
