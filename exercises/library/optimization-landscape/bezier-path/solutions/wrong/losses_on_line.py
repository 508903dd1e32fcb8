# caught by: losses
# sentence: Your losses are those of the straight line from a to b. They are asked for along the
#   curve.
import numpy as np


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    return np.array(
        [loss({name: (1 - t) * a[name] + t * b[name] for name in a}) for t in ts.tolist()]
    )
