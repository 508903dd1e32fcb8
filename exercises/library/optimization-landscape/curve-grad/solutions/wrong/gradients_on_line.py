# caught by: training
# sentence: You took the gradients on the straight line from a to b. There they do not feel where
#   the curve is, and it never leaves the hill; take them at the points of the curve.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [(1 - t) * a + t * b for t in ts]
    return np.mean([2 * t * (1 - t) * grad_f(x) for t, x in zip(ts, points, strict=True)], axis=0)
