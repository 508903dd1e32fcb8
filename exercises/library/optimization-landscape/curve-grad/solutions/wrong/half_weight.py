# caught by: value
# sentence: Your gradient is half of what the chain rule gives: the weight is 2t(1 − t), the same
#   number as before c in the curve.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    return np.mean([t * (1 - t) * grad_f(x) for t, x in zip(ts, points, strict=True)], axis=0)
