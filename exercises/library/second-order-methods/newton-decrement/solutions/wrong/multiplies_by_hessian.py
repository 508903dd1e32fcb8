# caught by: affine
# sentence: Your value is that of √(gᵀHg). Doubling H multiplies it by √2, where the decrement is
#   divided by √2.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.sqrt(g @ H @ g))
