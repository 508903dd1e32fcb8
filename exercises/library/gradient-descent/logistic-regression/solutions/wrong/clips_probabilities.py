# caught by: overflow
# sentence: Far from 0 your loss stops growing and your gradient is that of another point: you cut
#   the probabilities off. The loss of an observation at -1000 is 1000; find the logarithm without
#   the probability.
import numpy as np


def logistic_loss_grad(w, X, y):
    if not np.isin(y, [0, 1]).all():
        raise ValueError("labels are 0 or 1")
    p = np.clip(np.exp(-np.logaddexp(0, -(X @ w))), 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return float(loss), (p - y) @ X / len(y)
