# One Cholesky factor, one triangular solve, one norm.
import numpy as np
from scipy.linalg import solve_triangular


def newton_decrement(g, H):
    L = np.linalg.cholesky(H)
    return float(np.linalg.norm(solve_triangular(L, g, lower=True)))
