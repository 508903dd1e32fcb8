import numpy as np


def logistic_loss_grad(w, X, y):
    """Return the mean logistic loss and its gradient; the labels are 0 or 1."""
    return np.nan, np.full_like(w, np.nan)
