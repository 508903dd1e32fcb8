# caught by: counters
# sentence: The mixed counters were turned back into whole numbers, which belong to none of the
#   networks. Arrays that are not floating are those of a.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: ((1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]).astype(w.dtype)
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
