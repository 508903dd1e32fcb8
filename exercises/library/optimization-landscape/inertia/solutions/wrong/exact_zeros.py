# caught by: singular
# sentence: A pivot of 1e-16 was counted by its sign. It is what rounding leaves of a zero: what is
#   tiny beside the largest entry counts as zero.
import numpy as np
from scipy.linalg import ldl


def inertia(H):
    D = ldl(H)[1]
    coupled = np.append(np.diag(D, -1) != 0, False)
    pivots = np.diag(D)[~(coupled | np.roll(coupled, 1))]
    blocks = int(coupled.sum())
    positive, negative = int((pivots > 0).sum()) + blocks, int((pivots < 0).sum()) + blocks
    return positive, len(H) - positive - negative, negative
