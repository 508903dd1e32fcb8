# One set of arrays of its own, written anew for each point, so that nothing grows with K.
import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    if set(sd_a) != set(sd_b):
        raise ValueError("the names differ")
    floating = [name for name in sd_a if sd_a[name].dtype.kind == "f"]
    for name in sd_a:
        if np.shape(sd_a[name]) != np.shape(sd_b[name]):
            raise ValueError("the shapes differ")
    model = {name: array.copy() for name, array in sd_a.items()}
    losses = np.empty(len(alphas))
    for k, alpha in enumerate(alphas):
        for name in floating:
            np.multiply(sd_a[name], 1 - alpha, out=model[name], casting="same_kind")
            model[name] += (alpha * sd_b[name]).astype(model[name].dtype)
        losses[k] = loss(model)
    return losses
