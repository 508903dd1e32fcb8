# caught by: losses
# sentence: One number came back, the mean of the losses. Asked for is the loss at each point: a
#   mean would hide a barrier.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return float(np.mean([loss(bezier(a, c, b, t)) for t in ts.tolist()]))
