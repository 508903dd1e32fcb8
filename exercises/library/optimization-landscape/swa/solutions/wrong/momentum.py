# caught by: statistics
# sentence: Your statistics start at mean 0 and variance 1 and move a tenth of the way with each
#   batch, so that the start is still in them. They are made anew: all batches count the same.
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
    mean, var = np.zeros(batches[0].shape[1]), np.ones(batches[0].shape[1])
    for x in batches:
        mean = 0.9 * mean + 0.1 * x.mean(axis=0)
        var = 0.9 * var + 0.1 * x.var(axis=0, ddof=1)
    return mean, var
