# caught by: buffers
# sentence: The mixed counters were turned back into whole numbers, which belong to neither
#   network. Arrays that are not floating are those of a.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        point = {}
        for name, a in sd_a.items():
            mixed = (1 - alpha) * a + alpha * sd_b[name]
            point[name] = mixed.astype(a.dtype)
        losses.append(loss(point))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
