# caught by: affine
# sentence: Your value is ‖g‖: the gradient measured in the identity metric, not in the Hessian's.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.linalg.norm(g))
