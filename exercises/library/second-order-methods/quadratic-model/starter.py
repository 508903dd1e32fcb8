import numpy as np


def model_reduction(g, Bv, p):
    """Return the decrease that the quadratic model promises for the step p."""
    return np.nan


def ratio(f0, f1, pred):
    """Return the actual over the predicted reduction, or -inf where the step is to be refused."""
    return np.nan
