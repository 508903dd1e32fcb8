# Cuts the trace at its steep steps and pairs neighbouring cuts.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2:
        raise ValueError("minlen must be 2 or more")
    if not np.isfinite(trace).all():
        raise ValueError("the trace must be finite")
    if len(trace) < 2:
        return []
    cuts = np.flatnonzero(np.abs(np.diff(trace)) > reltol * np.ptp(trace)) + 1
    edges = [0, *cuts.tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
