# caught by: empty
# sentence: Without a point your gradient was a vector of zeros, as at a minimum. There is no mean
#   over nothing; say so.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    total = np.zeros_like(c)
    for t in ts:
        weight = 2 * t * (1 - t)
        total += weight * grad_f((1 - t) ** 2 * a + weight * c + t**2 * b)
    return total / max(len(ts), 1)
