import numpy as np


def condition_estimate(Av, n, k, seed):
    """Return the condition number of the operator Av of order n, from k products."""
    return np.nan
