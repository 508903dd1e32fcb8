import numpy as np


def secant_pair(x0, x1, g0, g1, B=None, eps=1e-8):
    """Return (s, y, status): step, change of gradient, and whether the pair may be used."""
    return np.full_like(x0, np.nan), np.full_like(g0, np.nan), ""


def powell_damp(s, y, B):
    """Return y, moved towards Bs where its curvature along s is too low."""
    return np.full_like(y, np.nan)
