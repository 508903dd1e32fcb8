# caught by: value
# sentence: Your gradient is the sum over the points. The loss of the curve is a mean, so that the
#   step length does not depend on how many points are drawn.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    return np.sum([2 * t * (1 - t) * grad_f(x) for t, x in zip(ts, points, strict=True)], axis=0)
