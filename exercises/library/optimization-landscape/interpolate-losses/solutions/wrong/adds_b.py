# caught by: value
# sentence: Your points are a + αb. The weights of a and b must add up to one, else the line does
#   not lead to b.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                point[name] = a + alpha * sd_b[name]
        losses.append(loss(point))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
