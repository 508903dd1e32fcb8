# caught by: single_precision
# sentence: Your points are float64 where the networks are float32: an entry of `ts` is a float64
#   scalar, and what is multiplied by it grows.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts])
