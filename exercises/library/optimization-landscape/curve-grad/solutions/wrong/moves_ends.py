# caught by: purity
# sentence: The ends moved during the call: they were trained along with the curve. They are
#   networks that somebody has trained, and stay where they are.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    weights = np.stack([(1 - ts) ** 2, 2 * ts * (1 - ts), ts**2], axis=1)
    gradients = np.stack([grad_f(x) for x in weights @ np.stack([a, c, b])])
    first, bend, last = weights.T @ gradients / len(ts)
    a -= 0.01 * first
    b -= 0.01 * last
    return bend
