# All points and all gradients as rows of a matrix, and one product with the weights.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if ts.size == 0:
        raise ValueError("a mean needs a point")
    weights = np.stack([(1 - ts) ** 2, 2 * ts * (1 - ts), ts**2], axis=1)
    points = weights @ np.stack([a, c, b])
    gradients = np.stack([grad_f(point) for point in points])
    return weights[:, 1] @ gradients / len(ts)
