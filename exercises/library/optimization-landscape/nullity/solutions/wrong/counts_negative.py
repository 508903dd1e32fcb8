# caught by: indefinite
# sentence: Negative eigenvalues were counted as zero. A direction in which the loss falls away is
#   not flat; compare absolute values.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    eigenvalues = np.linalg.eigvalsh(H)
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    return int(np.sum(eigenvalues <= rtol * np.abs(eigenvalues).max()))
