# caught by: calls
# sentence: You multiplied by H twice to learn one number. The vector Hg is the dear part here:
#   keep it.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    return float(g @ g / (g @ Hv(g))) if g @ Hv(g) > 0 else math.inf
