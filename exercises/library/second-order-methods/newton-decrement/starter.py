import numpy as np


def newton_decrement(g, H):
    """Return the Newton decrement of a gradient g and a symmetric Hessian H."""
    return np.nan
