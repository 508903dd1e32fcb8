# caught by: memory
# sentence: You formed the projector on the null space, which has p² entries: with many parameters
#   it does not fit into memory. Apply it to a vector by products with X and Xᵀ.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    projector = np.eye(len(w0)) - np.linalg.pinv(X) @ X
    return min_norm_fit(X, y) + projector @ w0
