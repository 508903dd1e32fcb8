# caught by: value
# sentence: One long flat stretch was reported many times, as windows that overlap. Runs of flat
#   steps are as long as they can be, and each is one plateau.
import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.isfinite(trace).all():
        raise ValueError("nonsense")
    if len(trace) < 2:
        return []
    steep = np.abs(np.diff(trace)) > reltol * np.ptp(trace)
    last = np.flatnonzero(steep)[-1] if steep.any() else -1
    starts = range(last + 2 - minlen)
    return [(a, a + minlen) for a in starts if not steep[a : a + minlen - 1].any()]
