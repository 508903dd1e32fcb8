# caught by: overflow
# sentence: Your loss became infinite or NaN at products of 1000, where it is 1000 or 0. The
#   exponential of a large number overflows; rewrite the formula so that only negative numbers are
#   exponentiated.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    p = 1 / (1 + np.exp(-(X @ w)))
    loss = -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))
    return float(loss), (p - y) @ X / len(y)
