# caught by: first
# sentence: At n = 0 what `avg` held came into the mean. Nothing is in it yet; multiplying by zero
#   does not remove a NaN.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    return {
        name: (n * avg[name] + w) / (n + 1) if w.dtype.kind == "f" else w.copy()
        for name, w in new.items()
    }


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0, ddof=1) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
