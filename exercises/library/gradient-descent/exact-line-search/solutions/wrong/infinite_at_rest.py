# caught by: zero_gradient
# sentence: With g = 0 your step was infinite, and infinity times 0 is nan: the caller's point is
#   lost. Where nothing pulls, the step is 0.
import math


def exact_step(g, Hv):
    curvature = g @ Hv(g)
    return float(g @ g / curvature) if curvature > 0 else math.inf
