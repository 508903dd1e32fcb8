# caught by: value
# sentence: Your value is ‖L⁻ᵀg‖, which depends on the order of the variables. With H = LLᵀ the
#   quadratic form gᵀH⁻¹g belongs to the lower factor.
import numpy as np


def newton_decrement(g, H):
    L = np.linalg.cholesky(H)
    return float(np.linalg.norm(np.linalg.solve(L.T, g)))
