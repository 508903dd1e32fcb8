# caught by: statistics
# sentence: Your variances are divided by the number of rows. Batch normalisation stores the
#   unbiased ones, divided by one less.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {
        name: avg[name] + (w - avg[name]) / (n + 1) if w.dtype.kind == "f" else w.copy()
        for name, w in new.items()
    }


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
