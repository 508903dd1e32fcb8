# One new dict for each point, by a comprehension.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    if sd_a.keys() != sd_b.keys():
        raise ValueError("the networks have different names")
    if any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks have different shapes")
    return np.array([loss(_point(sd_a, sd_b, alpha)) for alpha in alphas.tolist()])


def _point(sd_a, sd_b, alpha):
    return {
        name: (1 - alpha) * a + alpha * sd_b[name]
        if np.issubdtype(a.dtype, np.floating)
        else a.copy()
        for name, a in sd_a.items()
    }
