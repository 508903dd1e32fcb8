# caught by: affine
# sentence: You measured the gradient in the identity metric, not the Hessian's.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.linalg.norm(g))
