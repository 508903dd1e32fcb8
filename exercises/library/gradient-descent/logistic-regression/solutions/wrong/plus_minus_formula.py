# caught by: value
# sentence: Observations of class 0 leave no trace in your gradient. Your formula is that for labels
#   -1 and 1: with 0 for -1 its terms vanish.
import numpy as np


def logistic_loss_grad(w, X, y):
    margins = y * (X @ w)
    gradient = -((y * np.exp(-np.logaddexp(0, margins))) @ X) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
