# caught by: no_curvature
# sentence: Where the quadratic bends downwards your step led uphill: the quotient is negative
#   there and belongs to a maximum. There is no bottom to go to, so the step is infinite.
import numpy as np


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    with np.errstate(divide="ignore"):
        return float(np.float64(g @ g) / (g @ Hv(g)))
