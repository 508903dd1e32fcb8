# caught by: calls
# sentence: You evaluated the loss at a and b besides the points that were asked for. One
#   evaluation is a pass over the data: one for each entry of `ts`, and no other.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    known = {0.0: loss(a), 1.0: loss(b)}
    return np.array([known[t] if t in known else loss(bezier(a, c, b, t)) for t in ts.tolist()])
