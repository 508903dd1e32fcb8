# caught by: limit
# sentence: Gradient descent ends elsewhere: you corrected w0 by a fit of y + Xw₀. The residual is
#   y less what w0 already predicts.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    return w0 + min_norm_fit(X, y + X @ w0)
