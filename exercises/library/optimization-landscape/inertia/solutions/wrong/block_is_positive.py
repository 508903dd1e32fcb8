# caught by: zero_diagonal
# sentence: A block of size 2 was counted as two positive eigenvalues. The pivoting takes such a
#   block only where its determinant is negative: one eigenvalue of each sign.
import numpy as np
from scipy.linalg import ldl


def inertia(H):
    D = ldl(H)[1]
    coupled = np.append(np.diag(D, -1) != 0, False)
    pivots = np.diag(D)[~(coupled | np.roll(coupled, 1))]
    zero = 1e-10 * np.max(np.abs(H))
    positive = int((pivots > zero).sum()) + 2 * int(coupled.sum())
    negative = int((pivots < -zero).sum())
    return positive, len(H) - positive - negative, negative
