# caught by: value
# sentence: Your gradient uses the predicted class, 0 or 1, in place of the probability. A step
#   function has no slope; the probability is what makes the loss smooth.
import numpy as np


def logistic_loss_grad(w, X, y):
    z = X @ w
    return float(np.mean(np.logaddexp(0, z) - y * z)), ((z > 0) - y) @ X / len(y)
