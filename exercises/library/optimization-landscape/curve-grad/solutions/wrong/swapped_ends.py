# caught by: value
# sentence: Your curve runs from b to a. At t = 0 it is at a; with points that are not symmetric
#   about ½ it matters.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [t**2 * a + 2 * t * (1 - t) * c + (1 - t) ** 2 * b for t in ts]
    return np.mean([2 * t * (1 - t) * grad_f(x) for t, x in zip(ts, points, strict=True)], axis=0)
