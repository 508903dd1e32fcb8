# caught by: affine
# sentence: Changing units of one variable changed your answer; the decrement must not move.
import numpy as np


def newton_decrement(g, H):
    L = np.linalg.cholesky(H)
    return float(np.linalg.norm(np.linalg.solve(L.T, np.linalg.solve(L, g))))
