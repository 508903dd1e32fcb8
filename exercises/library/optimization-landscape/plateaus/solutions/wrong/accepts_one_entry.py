# caught by: refused
# sentence: With minlen = 1 a list came back. A plateau of one entry has no flat step, and every
#   entry would be one.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if not np.isfinite(trace).all():
        raise ValueError("the trace must be finite")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
