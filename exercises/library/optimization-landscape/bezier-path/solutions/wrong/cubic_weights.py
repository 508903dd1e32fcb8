# caught by: value
# sentence: Your weights are (1 − t)³, 3t(1 − t) and t³. They add up to one, too, but the curve
#   with one control point has squares.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 3 * w + 3 * t * (1 - t) * c[name] + t**3 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
