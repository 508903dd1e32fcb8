# caught by: calls
# sentence: You evaluated the two ends besides the points that were asked for. One evaluation is a
#   pass over the data: one for each α, and no other.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    known = {0.0: loss(sd_a), 1.0: loss(sd_b)}
    losses = []
    for alpha in alphas.tolist():
        point = dict(sd_a)
        for name, a in sd_a.items():
            if np.issubdtype(a.dtype, np.floating):
                point[name] = (1 - alpha) * a + alpha * sd_b[name]
        losses.append(known[alpha] if alpha in known else loss(point))
    return np.array(losses)


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
