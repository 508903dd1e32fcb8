# caught by: buffers
# sentence: A counter was mixed like a weight and became a floating-point number. Arrays that are
#   not floating are those of a.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    return np.array(
        [
            loss({name: (1 - alpha) * a + alpha * sd_b[name] for name, a in sd_a.items()})
            for alpha in alphas.tolist()
        ]
    )


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
