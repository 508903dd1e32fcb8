# caught by: purity
# sentence: The losses are right, but afterwards `sd_a` held the weights of the last point. The
#   network belongs to the caller; mix into arrays of your own.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    start = {name: a.copy() for name, a in sd_a.items()}
    losses = []
    for alpha in alphas.tolist():
        for name, a in start.items():
            if np.issubdtype(a.dtype, np.floating):
                sd_a[name][...] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(loss(sd_a))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
