# Turns the rows of class 0 round, and writes the stable formulas by the sign of each margin.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    turned = np.where((y == 1)[:, None], X, -X)
    margins = turned @ w
    small = np.exp(-np.abs(margins))
    loss = np.maximum(-margins, 0) + np.log1p(small)
    wrong = np.where(margins >= 0, small, 1) / (1 + small)
    return float(np.mean(loss)), -(wrong @ turned) / len(y)
