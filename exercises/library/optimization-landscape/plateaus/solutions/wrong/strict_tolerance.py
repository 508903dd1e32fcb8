# caught by: limits
# sentence: A step of exactly the tolerance was taken for steep. Up to and including reltol·R a
#   step is flat.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2 or np.ptp(trace) == 0:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) >= reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
