# caught by: value
# sentence: You centred and scaled the targets, and fitted others than those you were given. The
#   coefficients then belong to another problem.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    spread = np.std(y) or 1.0
    scaled = (y - np.mean(y)) / spread
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(T):
        w -= eta / len(y) * (A.T @ (A @ w - scaled))
    return w
