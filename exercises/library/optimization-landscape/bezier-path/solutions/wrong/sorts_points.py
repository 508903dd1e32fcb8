# caught by: losses
# sentence: Your losses are in the order of growing t. They belong to `ts` as it is.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in sorted(ts.tolist())])
