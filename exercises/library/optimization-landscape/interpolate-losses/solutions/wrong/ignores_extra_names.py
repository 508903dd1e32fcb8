# caught by: mismatch
# sentence: An array that only b has was passed over in silence. Networks with different names do
#   not lie on one line; say so.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    if any(name not in sd_b or sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                point[name] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(loss(point))
    return np.array(losses)
