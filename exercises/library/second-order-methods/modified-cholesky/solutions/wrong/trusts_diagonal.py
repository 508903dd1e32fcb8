# caught by: hard
# sentence: A positive diagonal was taken for positive curvature. Large entries beside the diagonal
#   make a matrix indefinite all the same; the factorisation itself is the test.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    smallest = float(H.diagonal().min())
    tau = 0.0 if smallest > 0 else beta - smallest
    return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
