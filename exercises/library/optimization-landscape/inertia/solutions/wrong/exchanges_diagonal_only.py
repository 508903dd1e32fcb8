# caught by: zero_diagonal
# sentence: You stopped where the rest of the diagonal was 0 and called the rest zero. The rest of
#   the matrix was not: two variables together make a pivot of size 2.
import numpy as np


def inertia(H):
    A, n = H.copy(), len(H)
    zero = 1e-10 * np.max(np.abs(H))
    positive = negative = 0
    while len(A):
        p = int(np.abs(np.diag(A)).argmax())
        pivot = A[p, p]
        if abs(pivot) <= zero:
            break
        positive, negative = positive + int(pivot > 0), negative + int(pivot < 0)
        rest = np.arange(len(A)) != p
        A = A[np.ix_(rest, rest)] - np.outer(A[rest, p], A[p, rest]) / pivot
    return positive, n - positive - negative, negative
