# caught by: congruence
# sentence: A change of variables made some of your eigenvalues zero. It stretches some directions
#   and shrinks others, but no curvature becomes 0: only what rounding leaves, 1e-10 of the largest
#   entry or less, is zero.
import numpy as np


def inertia(H):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 2e-2 * np.max(np.abs(eigenvalues))
    positive, negative = int((eigenvalues > zero).sum()), int((eigenvalues < -zero).sum())
    return positive, len(H) - positive - negative, negative
