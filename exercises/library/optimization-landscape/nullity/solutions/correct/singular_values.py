# Counts singular values above the threshold and subtracts, since those of a symmetric H are |λ|.
import numpy as np


def nullity(H, rtol=None):
    rows, columns = H.shape
    if rows != columns:
        raise ValueError("H is not square")
    if not np.all(np.isfinite(H)):
        raise ValueError("H is not finite")
    singular = np.linalg.svd(H, compute_uv=False)
    if rtol is None:
        rtol = rows * np.finfo(H.dtype).eps
    threshold = rtol * max(singular, default=0.0)
    return rows - sum(1 for value in singular if value > threshold)
