# caught by: indefinite
# sentence: You moved an indefinite H until it could be factorised and answered for another
#   matrix. A modified Hessian serves to find a step; a decrement of this H does not exist.
import numpy as np


def newton_decrement(g, H):
    shift = 0.0
    while True:
        try:
            L = np.linalg.cholesky(H + shift * np.eye(len(g)))
        except np.linalg.LinAlgError:
            shift = max(2 * shift, 1e-3)
        else:
            return float(np.linalg.norm(np.linalg.solve(L, g)))
