# caught by: scale
# sentence: Scaling f by 4 should double the decrement; yours quadrupled.
import numpy as np


def newton_decrement(g, H):
    w = np.linalg.solve(np.linalg.cholesky(H), g)
    return float(w @ w)
