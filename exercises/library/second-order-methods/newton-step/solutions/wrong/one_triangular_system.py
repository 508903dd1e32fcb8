# caught by: value
# sentence: You solved one of two triangular systems: what you returned is −L⁻¹g. With H = LLᵀ
#   there is still Lᵀ to undo.
import numpy as np
from scipy.linalg import solve_triangular


def newton_step(g, H):
    return -solve_triangular(np.linalg.cholesky(H), g, lower=True)
