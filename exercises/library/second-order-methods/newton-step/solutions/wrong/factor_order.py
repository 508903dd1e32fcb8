# caught by: value
# sentence: Your step solves LᵀLp = −g, where H = LLᵀ. The factor that stands on the left is
#   undone first.
import numpy as np
from scipy.linalg import solve_triangular


def newton_step(g, H):
    L = np.linalg.cholesky(H)
    return solve_triangular(L, solve_triangular(L.T, -g), lower=True)
