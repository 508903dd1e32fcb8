# caught by: buffers
# sentence: The running means stayed those of a while the weights moved to b. They are
#   floating-point arrays, and are mixed like weights.
import numpy as np

STATISTICS = ("mean", "var", "running_mean", "running_var")


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating) and name not in STATISTICS:
                point[name] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(loss(point))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
