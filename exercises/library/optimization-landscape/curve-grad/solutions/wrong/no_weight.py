# caught by: value
# sentence: Your gradient is the mean of ∇f along the curve. A point of the curve moves only 2t(1
#   − t) as far as c does, and its gradient counts by so much.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    return np.mean([grad_f(x) for x in points], axis=0)
