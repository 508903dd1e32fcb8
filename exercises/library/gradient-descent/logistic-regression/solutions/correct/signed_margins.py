# Works with signed margins and scipy's expit.
import numpy as np
from scipy.special import expit


def logistic_loss_grad(w, X, y):
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("labels are 0 or 1")
    signs = 2 * y - 1
    margins = signs * (X @ w)
    gradient = -(X.T @ (signs * expit(-margins))) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
