# caught by: zero_diagonal
# sentence: You read only the diagonal of D. Where no single pivot was safe D has a block of size 2,
#   and its diagonal says nothing: such a block has one positive and one negative eigenvalue.
import numpy as np
from scipy.linalg import ldl


def inertia(H):
    pivots = np.diag(ldl(H)[1])
    zero = 1e-10 * np.max(np.abs(H))
    positive, negative = int((pivots > zero).sum()), int((pivots < -zero).sum())
    return positive, len(H) - positive - negative, negative
