# caught by: refused
# sentence: A trace that is not finite was searched all the same. Its range is no number, and no
#   step can be compared with a share of it.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2:
        raise ValueError("minlen must be 2 or more")
    if len(trace) < 2:
        return []
    with np.errstate(invalid="ignore"):
        cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
