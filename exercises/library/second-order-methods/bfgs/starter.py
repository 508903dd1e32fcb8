import numpy as np


def bfgs_update(B, s, y):
    """Return the BFGS update of an approximate Hessian B by the pair (s, y)."""
    return np.zeros_like(B)


def bfgs_inverse_update(H, s, y):
    """Return the BFGS update of an approximate inverse Hessian H by the pair (s, y)."""
    return np.zeros_like(H)
