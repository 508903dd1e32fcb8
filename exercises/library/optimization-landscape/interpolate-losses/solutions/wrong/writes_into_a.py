# caught by: value
# sentence: From the second point on you were not on the line: your model shares its memory with
#   `sd_a`, and each point was mixed from the one before.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                a[...] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(loss(sd_a))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
