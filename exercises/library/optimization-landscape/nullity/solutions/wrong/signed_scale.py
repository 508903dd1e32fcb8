# caught by: indefinite
# sentence: Without a positive eigenvalue your threshold broke down: it was a share of the largest
#   one, signs included. The scale is the largest absolute value.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    eigenvalues = np.linalg.eigvalsh(H)
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(np.abs(eigenvalues) <= rtol * eigenvalues.max()))
