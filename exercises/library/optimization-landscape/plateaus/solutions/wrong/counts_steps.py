# caught by: limits
# sentence: A run of exactly `minlen` entries was left out: you counted its steps. A run of m
#   entries has m − 1 steps.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a > minlen]
