# caught by: derivative
# sentence: Your gradient is not the derivative of your loss: it has the factor p(1 − p) of the
#   squared error. With the logistic loss this factor cancels.
import numpy as np


def logistic_loss_grad(w, X, y):
    z = X @ w
    p = np.exp(-np.logaddexp(0, -z))
    return float(np.mean(np.logaddexp(0, z) - y * z)), ((p - y) * p * (1 - p)) @ X / len(y)
