# caught by: tolerance
# sentence: You measured against the Frobenius norm, which grows with the number of curved
#   directions. The largest single eigenvalue is the scale.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes <= rtol * np.linalg.norm(H)))
