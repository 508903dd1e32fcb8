# caught by: tolerance
# sentence: Another tolerance did not change your count. Where one is given it takes the place of
#   the default.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes <= rtol * sizes.max()))
