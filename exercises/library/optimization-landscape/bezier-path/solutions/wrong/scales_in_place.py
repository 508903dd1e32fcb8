# caught by: purity
# sentence: The first network changed during the call: it was multiplied by its weight in place.
#   Both ends are trained networks that are still needed.
import numpy as np


def bezier(a, c, b, t):
    point = {}
    for name, w in a.items():
        if w.dtype.kind == "f":
            np.multiply(w, (1 - t) ** 2, out=w)
            point[name] = w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        else:
            point[name] = w.copy()
    return point


def path_loss(loss, a, c, b, ts):
    copies = [{name: w.copy() for name, w in a.items()} for _ in ts]
    return np.array(
        [loss(bezier(own, c, b, t)) for own, t in zip(copies, ts.tolist(), strict=True)]
    )
