# caught by: purity
# sentence: The labels you were given changed during the call: they were recoded in place. The next
#   call then sees other data.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    y *= 2
    y -= 1
    margins = y * (X @ w)
    gradient = -((y * np.exp(-np.logaddexp(0, margins))) @ X) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
