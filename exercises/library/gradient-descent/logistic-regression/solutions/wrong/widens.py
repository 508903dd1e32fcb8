# caught by: single_precision
# sentence: float32 weights got a gradient in float64. It is added to the weights, so it has their
#   dtype.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    w, X, y = w.astype(np.float64), X.astype(np.float64), y.astype(np.float64)
    signs = 2 * y - 1
    margins = signs * (X @ w)
    gradient = -((signs * np.exp(-np.logaddexp(0, margins))) @ X) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
