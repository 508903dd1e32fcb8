# caught by: drift
# sentence: You cut a slow drift into pieces, comparing each loss with the first of its stretch.
#   Each single step is judged, not the sum of them.
import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    tolerance = reltol * np.ptp(trace)
    found, start = [], 0
    for t in range(1, len(trace)):
        if abs(trace[t] - trace[t - 1]) > tolerance or abs(trace[t] - trace[start]) > tolerance:
            if t - start >= minlen:
                found.append((start, t))
            start = t
    return found
