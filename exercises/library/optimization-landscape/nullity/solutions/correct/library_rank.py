# The rank that NumPy counts for a symmetric matrix, taken from p.
import numpy as np


def nullity(H, rtol=None):
    p = len(H)
    if H.shape != (p, p) or np.isnan(H).any() or np.isinf(H).any():
        raise ValueError("H must be square and finite")
    return p - int(np.linalg.matrix_rank(H, hermitian=True, rtol=rtol)) if p else 0
