import numpy as np


def heavy_ball(grad, x0, eta, beta, T):
    """Return the iterates of the heavy ball, x0 first."""
    return np.full((T + 1, len(x0)), np.nan)


def optimal_hb(mu, L):
    """Return (eta, beta), the best step and momentum for curvatures between mu and L."""
    return np.nan, np.nan
