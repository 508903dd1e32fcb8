# caught by: purity
# sentence: The trace changed during the call. The caller still needs the losses as they were.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    trace -= trace.min()
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * trace.max()) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
