# caught by: statistics
# sentence: You put all rows together: larger batches count for more, and what the batch means
#   differ by entered the variance. Each batch has its own mean and variance, and all count the
#   same.
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
    rows = np.concatenate(batches)
    return rows.mean(axis=0), rows.var(axis=0, ddof=1)
