# caught by: value
# sentence: You counted eigenvalues that are exactly 0, and rounding leaves almost none. What
#   cannot be told from zero beside the largest eigenvalue counts.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = 0.0
    return int(np.sum(sizes <= rtol * sizes.max()))
