# caught by: value
# sentence: Your intervals name the last entry of each plateau. They are half-open: b is the first
#   entry after it, so that `trace[a:b]` is the plateau.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b - 1) for a, b in itertools.pairwise(edges) if b - a >= minlen]
