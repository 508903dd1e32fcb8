# caught by: affine
# sentence: Doubling H should divide your value by √2; it multiplied it.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.sqrt(g @ H @ g))
