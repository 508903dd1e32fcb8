# The quotient as it is written.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    curvature = g @ Hv(g)
    return float(g @ g / curvature) if curvature > 0 else math.inf
