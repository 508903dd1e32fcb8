# caught by: value
# sentence: Your intervals are shifted: they start one entry too late. The step from t to t + 1
#   joins the entries t and t + 1, so a run starts with the entry before its first flat step.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a + (a > 0), b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
