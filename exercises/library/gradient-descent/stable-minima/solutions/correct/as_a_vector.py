# One array of both weights; the gradient is the residual times the reversed array.
import numpy as np


def stable_minima(u0, v0, eta):
    w, steps = np.array([u0, v0], dtype=float), 0
    while not abs(np.prod(w) - 1) <= 1e-10:
        w = w - (np.prod(w) - 1) * eta * w[::-1]
        steps += 1
        if steps > 20_000 or not np.abs(w).max() <= 1e6:
            return None
    return w, float(w @ w), 2 / eta
