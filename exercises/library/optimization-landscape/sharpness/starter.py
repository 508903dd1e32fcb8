import numpy as np


def lambda_max(Hv, n, k, seed=0):
    """Return the largest eigenvalue of a symmetric matrix, from k products with it."""
    return np.nan


def sam_step(w, grad, lr, rho):
    """Return the weights after one step of sharpness-aware minimisation."""
    return np.full_like(w, np.nan)
