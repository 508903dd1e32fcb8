# caught by: orthogonality
# sentence: After your step the new gradient still has a part along the old one: you stopped
#   halfway, or went too far. At the bottom of the line the two are perpendicular.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    curvature = g @ Hv(g)
    return float(g @ g / (2 * curvature)) if curvature > 0 else math.inf
