# caught by: scale
# sentence: Your value is λ²: multiply f by 4 and it quadruples, where the decrement doubles.
import numpy as np


def newton_decrement(g, H):
    w = np.linalg.solve(np.linalg.cholesky(H), g)
    return float(w @ w)
