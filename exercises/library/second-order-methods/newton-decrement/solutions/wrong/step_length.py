# caught by: affine
# sentence: Your value is ‖H⁻¹g‖, the length of the Newton step. It changes with the units of the
#   variables; the decrement does not.
import numpy as np


def newton_decrement(g, H):
    L = np.linalg.cholesky(H)
    return float(np.linalg.norm(np.linalg.solve(L.T, np.linalg.solve(L, g))))
