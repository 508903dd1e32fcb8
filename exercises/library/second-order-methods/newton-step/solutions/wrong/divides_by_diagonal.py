# caught by: affine
# sentence: You divided the gradient by the diagonal of H. This is right for a diagonal H only;
#   in other variables the same function gave you another step.
import numpy as np


def newton_step(g, H):
    np.linalg.cholesky(H)
    return -g / np.diagonal(H)
