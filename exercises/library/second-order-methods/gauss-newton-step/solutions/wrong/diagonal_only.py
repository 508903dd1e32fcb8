# caught by: optimality
# sentence: You divided by the squared lengths of the columns, the diagonal of JᵀJ. Columns that
#   are not orthogonal share what they explain.
import numpy as np


def gauss_newton_step(J, r):
    return -(J.T @ r) / np.maximum(np.sum(J**2, axis=0), 1e-300)
