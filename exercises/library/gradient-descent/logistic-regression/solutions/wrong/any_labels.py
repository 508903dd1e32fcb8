# caught by: labels
# sentence: Labels other than 0 and 1 were taken, and a number came back that is no loss of
#   anything. Refuse them: data coded as -1 and 1 are the commonest case.
import numpy as np


def logistic_loss_grad(w, X, y):
    signs = 2 * y - 1
    margins = signs * (X @ w)
    gradient = -((signs * np.exp(-np.logaddexp(0, margins))) @ X) / len(y)
    return float(np.mean(np.logaddexp(0, -margins))), gradient
