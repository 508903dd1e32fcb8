# caught by: purity
# sentence: H changed during the call. The caller still needs the Hessian, to predict what the
#   step gains.
import numpy as np


def newton_step(g, H):
    p, n = -g, len(g)
    for k in range(n):
        if not H[k, k] > 0:
            raise np.linalg.LinAlgError("H is not positive definite")
        column = H[k + 1 :, k] / H[k, k]
        p[k + 1 :] -= column * p[k]
        H[k + 1 :, k + 1 :] -= np.outer(column, H[k, k + 1 :])
    for k in reversed(range(n)):
        p[k] = (p[k] - H[k, k + 1 :] @ p[k + 1 :]) / H[k, k]
    return p
