# caught by: purity
# sentence: H changed during the call. The caller still needs the Hessian in its own units.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    if H.any():
        H /= np.abs(H).max()
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(sizes <= rtol * sizes.max()))
