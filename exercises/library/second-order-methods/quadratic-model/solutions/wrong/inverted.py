# caught by: ratio_value
# sentence: Your ratio is promised over gained. It should be large when the step gained more
#   than was promised.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return pred / actual if actual else math.inf
