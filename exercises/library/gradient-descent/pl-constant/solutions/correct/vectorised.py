# All values first, all gradients of the rows that count next, then one array of quotients.
import numpy as np


def pl_constant(f, grad, xs, fstar):
    gaps = np.array([f(x) for x in xs]) - fstar
    if (gaps < 0).any():
        raise ValueError("f is below fstar")
    counted = gaps > 0
    if not counted.any():
        return float("inf")
    gradients = np.array([grad(x) for x in xs[counted]])
    return float(np.min(np.linalg.norm(gradients, axis=1) ** 2 / (2 * gaps[counted])))
