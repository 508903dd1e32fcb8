# caught by: value
# sentence: Positive curvature made your reduction larger. It makes it smaller: the model bends
#   up against the step.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) + 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
