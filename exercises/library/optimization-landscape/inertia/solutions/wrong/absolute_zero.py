# caught by: scale
# sentence: Multiplying H by 1e-14 made all its eigenvalues zero for you. Whether a pivot is zero
#   shows only beside the largest entry.
import numpy as np
from scipy.linalg import ldl


def inertia(H):
    D = ldl(H)[1]
    coupled = np.append(np.abs(np.diag(D, -1)) > 1e-10, False)
    pivots = np.diag(D)[~(coupled | np.roll(coupled, 1))]
    blocks = int(coupled.sum())
    positive = int((pivots > 1e-10).sum()) + blocks
    negative = int((pivots < -1e-10).sum()) + blocks
    return positive, len(H) - positive - negative, negative
