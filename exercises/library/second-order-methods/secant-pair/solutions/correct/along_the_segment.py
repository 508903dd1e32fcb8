# Walks from y towards Bs by the share that is missing, and compares squares in place of lengths.
import math

import numpy as np


def powell_damp(s, y, B):
    target = B @ s
    wanted, found = float(np.dot(s, target)), float(np.dot(s, y))
    if wanted < 0:
        raise ValueError("the quadratic form of B is negative at s")
    missing = 0.2 * wanted - found
    if not missing > 0:
        return np.array(y)
    share = missing / (wanted - found)
    return y + share * (target - y)


def secant_pair(x0, x1, g0, g1, B=None, eps=1e-8):
    s, y = np.subtract(x1, x0), np.subtract(g1, g0)
    status = "ok"
    if B is not None:
        damped = powell_damp(s, y, B)
        if (damped != y).any():
            status = "damped"
        y = damped
    # Divided by their largest entries, s and y neither overflow nor vanish when they are squared.
    largest = np.abs(s).max(), np.abs(y).max()
    if not (largest[0] > 0 and largest[1] > 0 and math.isfinite(sum(largest))):
        return s, y, "skip"
    a, b = s / largest[0], y / largest[1]
    cosine = float(a @ b) / math.sqrt(float(a @ a) * float(b @ b))
    return s, y, status if cosine > eps else "skip"
