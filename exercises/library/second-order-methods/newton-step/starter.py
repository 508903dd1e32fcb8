import numpy as np


def newton_step(g, H):
    """Return the Newton step for a gradient g and a symmetric Hessian H."""
    return np.full_like(g, np.nan)
