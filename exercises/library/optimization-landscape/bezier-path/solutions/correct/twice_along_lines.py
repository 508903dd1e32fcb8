# Goes along a line twice, and writes the losses into an array.
import numpy as np


def bezier(a, c, b, t):
    return _line(_line(a, c, t), _line(c, b, t), t)


def _line(start, end, t):
    point = {}
    for name, w in start.items():
        if np.issubdtype(w.dtype, np.floating):
            point[name] = (1 - t) * w + t * end[name]
        else:
            point[name] = np.array(w)
    return point


def path_loss(loss, a, c, b, ts):
    losses = np.zeros(len(ts))
    for k in range(len(ts)):
        losses[k] = loss(bezier(a, c, b, float(ts[k])))
    return losses
