# caught by: value
# sentence: You took one gradient at the mean of the points. The gradient of a mean of losses is
#   the mean of gradients, each at its own point.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    points = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    return np.mean(2 * ts * (1 - ts)) * grad_f(np.mean(points, axis=0))
