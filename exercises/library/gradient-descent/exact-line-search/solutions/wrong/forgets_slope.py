# caught by: value
# sentence: Your step is 1 over gᵀHg. It grows where the gradient becomes small; the slope gᵀg of
#   the line is missing above.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    curvature = g @ Hv(g)
    return float(1 / curvature) if curvature > 0 else math.inf
