# caught by: names
# sentence: With the arrays of b listed in another order you mixed arrays of different names. A
#   dict is read by name, not by position.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for (name, a), b in zip(sd_a.items(), sd_b.values(), strict=True):
            if np.issubdtype(a.dtype, np.floating):
                point[name] = (1 - alpha) * a + alpha * b
        losses.append(loss(point))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
