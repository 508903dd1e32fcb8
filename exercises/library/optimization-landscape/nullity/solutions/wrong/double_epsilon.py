# caught by: single_precision
# sentence: In float32 you missed flat directions: the threshold was that of float64. Zeros of a
#   float32 matrix are only known to about 1e-7.
import sys

import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * sys.float_info.epsilon
    return int(np.sum(sizes <= rtol * sizes.max()))
