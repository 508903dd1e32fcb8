# caught by: value
# sentence: Your steps are twice as long as asked. The loss has the factor 1/(2n); the 2 of the
#   square cancels, and the gradient has 1/n.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(T):
        w -= 2 * eta / len(y) * (A.T @ (A @ w - y))
    return w
