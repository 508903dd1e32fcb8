# caught by: value
# sentence: You walk straight from a to c and straight from c to b. That polygon has its bend in
#   one point; the curve bends all the way.
import numpy as np


def bezier(a, c, b, t):
    start, end, s = (a, c, 2 * t) if t < 0.5 else (c, b, 2 * t - 1)
    return {
        name: (1 - s) * start[name] + s * end[name] if w.dtype.kind == "f" else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
