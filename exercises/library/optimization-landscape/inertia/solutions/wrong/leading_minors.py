# caught by: zero_diagonal
# sentence: A leading minor was zero, and your signs went astray. Quotients of minors are the pivots
#   of an elimination without exchanges; where one is 0 it cannot go on, though H may be regular.
import numpy as np


def inertia(H):
    minors = [1.0] + [np.linalg.det(H[:k, :k]) for k in range(1, len(H) + 1)]
    signs = np.sign(minors)
    pivots = signs[1:] * signs[:-1]
    positive, negative = int((pivots > 0).sum()), int((pivots < 0).sum())
    return positive, len(H) - positive - negative, negative
