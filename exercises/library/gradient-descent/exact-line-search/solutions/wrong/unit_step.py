# caught by: length
# sentence: Your number is how far to go along the unit vector −g/‖g‖. The caller moves by a·g, so
#   the length of g must be taken out of it.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    curvature = g @ Hv(g)
    return float((g @ g) ** 1.5 / curvature) if curvature > 0 else math.inf
