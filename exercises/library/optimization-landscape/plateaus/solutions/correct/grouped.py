# Numbers the runs by a running count of steep steps and groups equal numbers.
import itertools

import numpy as np


def plateaus(trace, reltol, minlen):
    if minlen < 2 or not np.all(np.isfinite(trace)):
        raise ValueError("nothing to look for")
    if trace.size == 0:
        return []
    steep = np.abs(trace[1:] - trace[:-1]) > reltol * (trace.max() - trace.min())
    run = np.concatenate(([0], np.cumsum(steep)))
    found = []
    for number, group in itertools.groupby(range(len(trace)), key=lambda t: run[t]):
        entries = list(group)
        if number != run[-1] and len(entries) >= minlen:
            found.append((entries[0], entries[-1] + 1))
    return found
