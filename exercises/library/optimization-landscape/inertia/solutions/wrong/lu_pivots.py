# caught by: value
# sentence: You counted the signs of LU pivots. Row exchanges without the same exchanges of columns
#   are no change of variables, and the signs are lost.
import numpy as np
from scipy.linalg import lu


def inertia(H):
    pivots = np.diag(lu(H)[2])
    zero = 1e-10 * np.max(np.abs(H))
    positive, negative = int((pivots > zero).sum()), int((pivots < -zero).sum())
    return positive, len(H) - positive - negative, negative
