# caught by: refused
# sentence: A matrix that is not square was counted. It is no Hessian, and has no eigenvalues.
import numpy as np


def nullity(H, rtol=None):
    if not np.isfinite(H).all():
        raise ValueError("H must be finite")
    if H.size == 0:
        return 0
    singular = np.linalg.svd(H, compute_uv=False)
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return H.shape[1] - int(np.sum(singular > rtol * singular.max()))
