# caught by: value
# sentence: You counted the signs on the diagonal of H. They are the curvatures along the axes; the
#   eigenvalues have the signs of the pivots that elimination leaves.
import numpy as np


def inertia(H):
    diagonal = np.diag(H)
    zero = 1e-10 * np.max(np.abs(H))
    positive, negative = int((diagonal > zero).sum()), int((diagonal < -zero).sum())
    return positive, len(H) - positive - negative, negative
