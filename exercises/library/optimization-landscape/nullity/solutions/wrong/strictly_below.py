# caught by: tolerance
# sentence: An eigenvalue of exactly the threshold was not counted. Equality counts: else no
#   direction of the zero matrix would be flat.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if not sizes.any():
        return len(H)
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes < rtol * sizes.max()))
