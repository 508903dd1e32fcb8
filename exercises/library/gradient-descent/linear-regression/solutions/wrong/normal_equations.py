# caught by: value
# sentence: You returned the least-squares solution by the normal equations, whatever T is. Asked
#   for is the iterate after T steps. The normal equations square the condition number, too: on
#   Longley's data they keep 7 of the 11 digits that a QR factorisation keeps.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    return np.linalg.solve(A.T @ A, A.T @ y) if len(y) > A.shape[1] else w0.copy()
