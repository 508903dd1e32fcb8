# caught by: value
# sentence: Directions of small but certain curvature were called flat. Without a tolerance only
#   what rounding hides is zero, and that is p times the machine epsilon.
import numpy as np


def nullity(H, rtol=None):
    if H.shape[0] != H.shape[1] or not np.isfinite(H).all():
        raise ValueError("H must be square and finite")
    if len(H) == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        rtol = 1e-6
    return int(np.sum(sizes <= rtol * sizes.max()))
