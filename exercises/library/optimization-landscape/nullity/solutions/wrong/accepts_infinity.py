# caught by: refused
# sentence: A matrix with an infinite entry got a count. Its eigenvalues are no numbers, and
#   nothing can be compared with them.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or np.isnan(H).any():
        raise ValueError("H must be square, without NaN")
    if len(H) == 0:
        return 0
    if np.isinf(H).any():
        return int(np.sum(np.isfinite(np.diag(H))))
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes <= rtol * sizes.max()))
