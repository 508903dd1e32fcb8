# caught by: empty
# sentence: Without a point your code stopped: there was nothing to put together. No point has no
#   losses, and an empty array says so.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                point[name] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(np.array([loss(point)]))
    return np.concatenate(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
