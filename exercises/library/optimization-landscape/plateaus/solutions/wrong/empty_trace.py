# caught by: short
# sentence: A trace without entries stopped your code: it has no range. There is no plateau in it,
#   and an empty list says so.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    tolerance = reltol * (np.max(trace) - np.min(trace))
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > tolerance) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
