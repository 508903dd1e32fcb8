# caught by: counters
# sentence: A counter was averaged and became a floating-point number. Arrays that are not
#   floating are copied from the newest network.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {name: (n * avg[name] + w) / (n + 1) for name, w in new.items()}


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0, ddof=1) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
