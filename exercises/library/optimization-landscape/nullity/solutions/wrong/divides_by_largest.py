# caught by: zero
# sentence: Of the zero matrix you found no flat direction: 0/0 is NaN, and no comparison with NaN
#   holds. Compare with a multiple of the largest eigenvalue instead of dividing by it.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = len(H) * np.finfo(H.dtype).eps
    with np.errstate(invalid="ignore"):
        return int(np.sum(sizes / sizes.max() <= rtol))
