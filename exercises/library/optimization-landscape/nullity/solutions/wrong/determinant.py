# caught by: value
# sentence: Your value is never more than 1: it asks whether the determinant is zero. That says
#   nothing about how many directions are flat.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(abs(np.linalg.det(H)) <= rtol * np.linalg.norm(H, 2))
