# caught by: value
# sentence: The right numbers, in another order: positive, zero, negative is asked for.
import numpy as np


def inertia(H):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = 1e-10 * np.max(np.abs(H))
    positive, negative = int((eigenvalues > zero).sum()), int((eigenvalues < -zero).sum())
    return negative, len(H) - positive - negative, positive
