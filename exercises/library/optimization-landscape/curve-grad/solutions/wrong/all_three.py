# caught by: value
# sentence: Three gradients came back, those of both ends among them. The ends are trained
#   networks and stay where they are; only the control point moves.
import numpy as np


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    weights = np.stack([(1 - ts) ** 2, 2 * ts * (1 - ts), ts**2], axis=1)
    gradients = np.stack([grad_f(x) for x in weights @ np.stack([a, c, b])])
    return weights.T @ gradients / len(ts)
