# caught by: value
# sentence: Your loss is a mean and your gradient that of a sum: it is n times too long. The two
#   belong together, else no step size fits.
import numpy as np


def logistic_loss_grad(w, X, y):
    z = X @ w
    return float(np.mean(np.logaddexp(0, z) - y * z)), (np.exp(-np.logaddexp(0, -z)) - y) @ X
