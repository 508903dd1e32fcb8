# Weights n/(n + 1) and 1/(n + 1); statistics accumulated batch by batch as PyTorch does.
import numpy as np


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("negative n")
    mean = {}
    for name, w in new.items():
        if n == 0 or not np.issubdtype(w.dtype, np.floating):
            mean[name] = np.array(w)
        else:
            mean[name] = avg[name] * (n / (n + 1)) + w * (1 / (n + 1))
    return mean


def update_bn(batches):
    if len(batches) == 0:
        raise ValueError("no batches")
    mean, var = 0.0, 0.0
    for k, x in enumerate(batches, 1):
        if len(x) < 2:
            raise ValueError("one row has no variance")
        batch_mean = x.sum(axis=0) / len(x)
        batch_var = ((x - batch_mean) ** 2).sum(axis=0) / (len(x) - 1)
        mean = mean + (batch_mean - mean) / k
        var = var + (batch_var - var) / k
    return mean, var
