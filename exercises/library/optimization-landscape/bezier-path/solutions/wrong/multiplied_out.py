# caught by: ends
# sentence: At t = 1 your point is not b to the last bit: multiplied out, the curve adds and takes
#   away multiples of c, which leave their roundings behind.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: w + 2 * t * (c[name] - w) + t**2 * (w - 2 * c[name] + b[name])
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
