# caught by: zigzag
# sentence: Your step makes the next gradient as short as possible. The bottom of the line is where
#   f is smallest, which is another point.
import math


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    q = Hv(g)
    return float(g @ q / (q @ q)) if g @ q > 0 else math.inf
