# caught by: counters
# sentence: A counter was mixed like a weight and became a floating-point number. Arrays that are
#   not floating are those of a.
import numpy as np


def bezier(a, c, b, t):
    return {name: (1 - t) ** 2 * a[name] + 2 * t * (1 - t) * c[name] + t**2 * b[name] for name in a}


def path_loss(loss, a, c, b, ts):
    return np.array([loss(bezier(a, c, b, t)) for t in ts.tolist()])
