import numpy as np


def strong_wolfe(phi, dphi, c1=1e-4, c2=0.9):
    """Return (a, status): a step that meets the strong Wolfe conditions, and how it ended."""
    return np.nan, "budget"
