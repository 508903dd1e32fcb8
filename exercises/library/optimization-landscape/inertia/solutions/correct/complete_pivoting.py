# Own elimination with the largest entry as pivot, in blocks of size 1 or 2 (Bunch and Parlett).
import numpy as np


def inertia(H):
    A, n = H.copy(), len(H)
    zero = 1e-11 * np.abs(A).max()
    positive = negative = 0
    while len(A):
        diagonal = np.abs(np.diag(A))
        p = int(diagonal.argmax())
        r, s = np.unravel_index(np.abs(A).argmax(), A.shape)
        if abs(A[r, s]) <= zero:
            break
        if diagonal[p] >= 0.64 * abs(A[r, s]):
            pivot = [p]
            positive, negative = positive + (A[p, p] > 0), negative + (A[p, p] < 0)
        else:
            pivot = [int(r), int(s)]
            positive, negative = positive + 1, negative + 1
        rest = np.setdiff1d(np.arange(len(A)), pivot)
        coupling = A[np.ix_(rest, pivot)]
        block = A[np.ix_(pivot, pivot)]
        A = A[np.ix_(rest, rest)] - coupling @ np.linalg.solve(block, coupling.T)
    return int(positive), n - int(positive + negative), int(negative)
