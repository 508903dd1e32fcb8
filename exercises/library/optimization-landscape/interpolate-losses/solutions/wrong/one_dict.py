# caught by: value
# sentence: All your losses are equal: every point is the same dict, and it holds the weights of
#   the last. Evaluate a point before the next one is written, or give each its own arrays.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    model, points = dict(sd_a), []
    for alpha in alphas.tolist():
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                model[name] = (1 - alpha) * a + alpha * sd_b[name]
        points.append(model)
    return np.array([loss(point) for point in points])


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
