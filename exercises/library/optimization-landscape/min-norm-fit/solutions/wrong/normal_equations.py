# caught by: memory
# sentence: You formed XᵀX, which has p² entries: with many parameters it does not fit into
#   memory. The system with XXᵀ has n².
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    eigenvalues, vectors = np.linalg.eigh(X.T @ X)
    kept = eigenvalues > 1e-10 * eigenvalues[-1]
    return vectors[:, kept] @ (vectors[:, kept].T @ (X.T @ y) / eigenvalues[kept])


def gd_implicit_bias(X, y, w0):
    return w0 + min_norm_fit(X, y - X @ w0)
