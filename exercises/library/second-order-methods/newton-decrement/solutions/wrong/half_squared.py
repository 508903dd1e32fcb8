# caught by: value
# sentence: That is the estimated gap f−f*; the exercise asks for λ.
import numpy as np


def newton_decrement(g, H):
    w = np.linalg.solve(np.linalg.cholesky(H), g)
    return float(w @ w) / 2
