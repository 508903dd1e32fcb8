import numpy as np


def modified_cholesky(H, beta=1e-3):
    """Return (L, tau): a lower triangular factor and a shift with L @ L.T = H + tau * I."""
    return np.full_like(H, np.nan), 0.0
