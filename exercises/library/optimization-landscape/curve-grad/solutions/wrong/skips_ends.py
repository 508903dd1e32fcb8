# caught by: ends
# sentence: You left the ends out of the mean. Their weight is 0, but K counts them.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    inner = ts[(ts > 0) & (ts < 1)]
    if len(inner) == 0:
        return np.zeros_like(c)
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in inner]
    return np.mean(
        [2 * t * (1 - t) * grad_f(x) for t, x in zip(inner, points, strict=True)], axis=0
    )
