# caught by: zero_gradient
# sentence: At a stationary point your decrement was a small positive number. It is exactly 0
#   there, and a stopping test relies on it.
import numpy as np


def newton_decrement(g, H):
    w = np.linalg.solve(np.linalg.cholesky(H), g)
    return float(np.sqrt(w @ w + 1e-24))
