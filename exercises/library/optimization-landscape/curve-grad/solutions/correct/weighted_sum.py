# Adds up weighted gradients, point by point.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    total = np.zeros_like(c)
    for t in ts:
        weight = 2 * t * (1 - t)
        total += weight * grad_f((1 - t) ** 2 * a + weight * c + t**2 * b)
    return total / len(ts)
