# caught by: single_precision
# sentence: The mean of float32 networks came back as float64: `numpy.average` and float64 weights
#   widen it. Each array keeps its dtype.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {
        name: np.average([avg[name], w], axis=0, weights=np.array([n, 1.0]))
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in new.items()
    }


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0, ddof=1) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
