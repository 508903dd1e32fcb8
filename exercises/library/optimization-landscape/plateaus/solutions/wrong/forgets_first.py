# caught by: ends
# sentence: A plateau at the start of the trace was missed. The first run begins at entry 0,
#   without a steep step before it.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = cuts.tolist()
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
