# caught by: ends
# sentence: A flat stretch that lasts to the end of the trace was reported as a plateau. Nothing
#   says that it will be left again: it may be the minimum.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist(), len(trace)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
