# caught by: noise
# sentence: A loss that jumps up and down was taken for flat, as it came back to where it was.
#   Each single step must be small, not the change over several of them.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    steps = np.diff(trace)
    # The change over two steps hides a jump and its return.
    over_two = np.abs(trace[2:] - trace[:-2])
    tolerance = reltol * np.ptp(trace)
    steep = np.abs(steps) > tolerance
    returns = np.flatnonzero(over_two <= tolerance)
    steep[returns] = steep[returns + 1] = False
    edges = [0, *(np.flatnonzero(steep) + 1).tolist()]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= minlen]
