# caught by: value
# sentence: Your mean is that of the first n networks: the newest has not come in. The update is
#   made after the optimiser's step, and takes in what the step gave.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {name: avg[name].copy() if w.dtype.kind == "f" else w.copy() for name, w in new.items()}


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    means = [x.mean(axis=0) for x in batches]
    variances = [x.var(axis=0, ddof=1) for x in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
