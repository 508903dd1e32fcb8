import numpy as np


def backtrack(f, df, x, p, a0=1.0, c1=1e-4, rho=0.5, maxit=60):
    """Return the first of the steps a0, rho·a0, rho²·a0, … that decreases f enough along p."""
    return np.nan
