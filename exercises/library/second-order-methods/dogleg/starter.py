import numpy as np


def dogleg(g, B, delta):
    """Return the dogleg step for a gradient g, a symmetric matrix B and a radius delta."""
    return np.full_like(g, np.nan)
