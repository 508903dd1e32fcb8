# caught by: refused
# sentence: With more examples than parameters a least-squares solution came back. It fits none of
#   the targets exactly; that is another problem, and the caller should know.
import numpy as np


def min_norm_fit(X, y):
    return np.linalg.lstsq(X, y)[0]


def gd_implicit_bias(X, y, w0):
    return w0 + min_norm_fit(X, y - X @ w0)
