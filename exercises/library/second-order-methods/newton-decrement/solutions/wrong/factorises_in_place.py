# caught by: purity
# sentence: H changed during the call. The caller still needs the Hessian to compute the step.
import numpy as np


def newton_decrement(g, H):
    total, b = 0.0, g.copy()
    for k in range(len(b)):
        if not H[k, k] > 0:
            raise np.linalg.LinAlgError("H is not positive definite")
        H[k + 1 :, k] /= H[k, k]
        total += b[k] ** 2 / H[k, k]
        b[k + 1 :] -= H[k + 1 :, k] * b[k]
        H[k + 1 :, k + 1 :] -= np.outer(H[k + 1 :, k], H[k, k + 1 :])
    return float(np.sqrt(total))
