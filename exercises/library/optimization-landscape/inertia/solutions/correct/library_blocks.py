# Walks along the blocks of the library's LDLᵀ and asks for the signs in each.
import numpy as np
from scipy.linalg import ldl


def inertia(H):
    _, D, _ = ldl(H)
    n, zero = len(H), 1e-10 * np.max(np.abs(H))
    positive = negative = i = 0
    while i < n:
        if i + 1 < n and D[i + 1, i] != 0:
            paired = int(abs(D[i + 1, i]) > zero)
            positive, negative, i = positive + paired, negative + paired, i + 2
            continue
        positive += int(D[i, i] > zero)
        negative += int(D[i, i] < -zero)
        i += 1
    return positive, n - positive - negative, negative
