# caught by: value
# sentence: Your points lie on the straight line between a and b: the control point has no weight.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) * w + t * b[name] if w.dtype.kind == "f" else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
