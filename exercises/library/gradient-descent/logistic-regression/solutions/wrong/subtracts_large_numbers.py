# caught by: margins
# sentence: Once every observation is far on its right side your loss and gradient become 0 or lose
#   their digits: you subtract numbers that agree in all but their last places. Their difference can
#   be written without a subtraction, by the margin on the side of the label.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    z = X @ w
    loss = np.mean(np.logaddexp(0, z) - y * z)
    return float(loss), ((np.exp(-np.logaddexp(0, -z)) - y) @ X / len(y)).astype(w.dtype)
