# caught by: value
# sentence: The newest network always counts the same, however many are in the mean: you made a
#   moving average, which forgets the early ones. In SWA all networks of the run have equal
#   weights.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {
        name: 0.9 * avg[name] + 0.1 * w if w.dtype.kind == "f" else w.copy()
        for name, w in new.items()
    }


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0, ddof=1) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
