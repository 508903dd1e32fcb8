# Absolute eigenvalues against the largest of them.
import numpy as np


def nullity(H, rtol=None):
    if H.ndim != 2 or H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if H.shape[0] == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = H.shape[0] * np.finfo(H.dtype).eps
    return int(np.count_nonzero(sizes <= rtol * sizes.max()))
