# caught by: purity
# sentence: The batches changed during the call: you subtracted their means in place. The network
#   still needs the values as they were.
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
    means, variances = [], []
    for x in batches:
        means.append(x.mean(axis=0))
        np.subtract(x, means[-1], out=x)
        variances.append((x**2).sum(axis=0) / (len(x) - 1))
    return np.mean(means, axis=0), np.mean(variances, axis=0)
