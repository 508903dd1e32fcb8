# caught by: value
# sentence: Your gradient points the wrong way: moving against it raises the loss. It is the
#   predicted probability less the label, not the label less the probability.
import numpy as np


def logistic_loss_grad(w, X, y):
    z = X @ w
    gradient = (y - np.exp(-np.logaddexp(0, -z))) @ X / len(y)
    return float(np.mean(np.logaddexp(0, z) - y * z)), gradient
