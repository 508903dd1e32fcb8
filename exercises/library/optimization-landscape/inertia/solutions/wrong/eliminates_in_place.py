# caught by: purity
# sentence: H changed during the call: it was eliminated in place. The caller needs the Hessian for
#   the step that leads off the saddle.
import numpy as np


def inertia(H):
    zero = 1e-10 * np.max(np.abs(H))
    for k in range(len(H) - 1):
        H[k + 1 :, k + 1 :] -= np.outer(H[k + 1 :, k], H[k, k + 1 :]) / H[k, k]
    pivots = np.diag(H)
    positive, negative = int((pivots > zero).sum()), int((pivots < -zero).sum())
    return positive, len(H) - positive - negative, negative
