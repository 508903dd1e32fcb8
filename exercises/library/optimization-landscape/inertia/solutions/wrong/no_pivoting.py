# caught by: zero_diagonal
# sentence: Your elimination divided by a pivot that is 0. A regular matrix may have zeros on its
#   diagonal: exchange variables, and take two at once where every diagonal entry is 0.
import numpy as np


def inertia(H):
    A, pivots = H.copy(), []
    zero = 1e-10 * np.max(np.abs(H))
    while len(A):
        pivots.append(A[0, 0])
        A = A[1:, 1:] - np.outer(A[1:, 0], A[0, 1:]) / A[0, 0]
    positive, negative = int(np.sum(np.array(pivots) > zero)), int(np.sum(np.array(pivots) < -zero))
    return positive, len(H) - positive - negative, negative
