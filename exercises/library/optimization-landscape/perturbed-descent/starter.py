import numpy as np


def perturbed_gd(grad, x0, eta, r, T, seed, gtol=1e-3, wait=50):
    """Return the iterates of perturbed gradient descent, x0 first."""
    return np.full((T + 1, len(x0)), np.nan)
