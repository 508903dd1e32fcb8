# caught by: value
# sentence: The weight of your control point is t(1 − t). The three weights must add up to one,
#   and then it is twice that.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
