# caught by: one_class
# sentence: Data of one class made your code raise or return 0. Nothing in the formula needs both
#   classes: the loss only has no minimum.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    if len(np.unique(y)) < 2 and len(y) > 1:
        raise ValueError("both classes are needed")
    signs = 2 * y - 1
    margins = signs * (X @ w)
    gradient = -((signs * np.exp(-np.logaddexp(0, margins))) @ X) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
