# caught by: indefinite
# sentence: A positive determinant let an H with two negative eigenvalues through. The product of
#   the eigenvalues says nothing about each of them.
import numpy as np


def newton_decrement(g, H):
    if not np.linalg.det(H) > 0:
        raise np.linalg.LinAlgError("H is not positive definite")
    return float(np.sqrt(max(g @ np.linalg.solve(H, g), 0.0)))
