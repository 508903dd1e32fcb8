# caught by: value
# sentence: Your curve passes through c at t = ½. It is the parabola through three points; a
#   control point pulls the curve, which comes half-way to it.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) * (1 - 2 * t) * w + 4 * t * (1 - t) * c[name] + t * (2 * t - 1) * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
