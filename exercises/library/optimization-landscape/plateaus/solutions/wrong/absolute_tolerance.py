# caught by: units
# sentence: In other units you found other plateaus: the steps were compared with `reltol` itself.
#   The tolerance is a share of the range of the trace.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
