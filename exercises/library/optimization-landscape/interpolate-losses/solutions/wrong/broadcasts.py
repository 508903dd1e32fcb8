# caught by: mismatch
# sentence: An array of shape (1,) was mixed with one of shape (3,): NumPy repeated its entry.
#   Compare the shapes before you mix.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    if sd_a.keys() != sd_b.keys():
        raise ValueError("the networks do not fit")
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                point[name] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(loss(point))
    return np.array(losses)
