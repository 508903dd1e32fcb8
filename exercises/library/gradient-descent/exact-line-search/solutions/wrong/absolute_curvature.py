# caught by: no_curvature
# sentence: You took a downward bend for an upward one. With gᵀHg < 0 the quadratic falls for ever
#   along −g, and no finite step is the best.
import numpy as np


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    with np.errstate(divide="ignore"):
        return float(np.float64(g @ g) / abs(g @ Hv(g)))
