# caught by: value
# sentence: You divided by the sum of the weights. The mean is over the number of points; the
#   weights come from the chain rule and need not add up to one.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    weights = 2 * ts * (1 - ts)
    if not weights.any():
        return np.zeros_like(c)
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    return np.average([grad_f(x) for x in points], axis=0, weights=weights)
