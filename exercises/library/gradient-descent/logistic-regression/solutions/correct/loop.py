# One observation after the other, in plain numbers.
import math

import numpy as np


def logistic_loss_grad(w, X, y):
    total, gradient = 0.0, np.zeros(len(w))
    for row, label in zip(X, y.tolist(), strict=True):
        if label not in (0.0, 1.0):
            raise ValueError("labels are 0 or 1")
        sign = 1.0 if label == 1.0 else -1.0
        margin = sign * float(row @ w)
        small = math.exp(-abs(margin))
        total += max(-margin, 0.0) + math.log1p(small)
        gradient -= sign * (small if margin > 0 else 1.0) / (1 + small) * row
    return total / len(y), (gradient / len(y)).astype(w.dtype)
