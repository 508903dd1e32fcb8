import numpy as np


def gauss_newton_step(J, r):
    """Return the Gauss-Newton step for a Jacobian J and residuals r."""
    return np.full(J.shape[1], np.nan)
