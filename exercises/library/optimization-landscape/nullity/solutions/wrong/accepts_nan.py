# caught by: refused
# sentence: A matrix with a NaN got a count. No comparison with NaN holds, so nothing was
#   compared.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if len(H) == 0:
        return 0
    if not np.isfinite(H).all():
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes <= rtol * sizes.max()))
