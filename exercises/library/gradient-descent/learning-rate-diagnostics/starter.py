import numpy as np


def diagnose(trace, eta, L=None):
    """Return "diverging", "oscillating", "noisy", "too_small" or "healthy"."""
    return ""


def lr_range_test(fun, x0, etas, steps):
    """Return the largest step size before the first that is unstable."""
    return np.nan
