# caught by: rows_twice
# sentence: Giving every observation twice doubled loss and gradient. Both are means here, so that a
#   step size does not depend on how much data there is.
import numpy as np


def logistic_loss_grad(w, X, y):
    z = X @ w
    return float(np.sum(np.logaddexp(0, z) - y * z)), (np.exp(-np.logaddexp(0, -z)) - y) @ X
