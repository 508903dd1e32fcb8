# caught by: scale
# sentence: Multiplying the loss by a constant changed your count. The size of an eigenvalue means
#   something only beside the largest one; 1e-8 is no zero by itself.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        return int(np.sum(sizes <= 1e-8))
    return int(np.sum(sizes <= rtol * sizes.max()))
