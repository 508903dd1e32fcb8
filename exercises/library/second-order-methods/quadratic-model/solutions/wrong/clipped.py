# caught by: ratio_value
# sentence: A step that made f rise got the ratio 0. How bad it was tells the caller how far to
#   shrink the region: let the ratio be negative.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return max(actual / pred, 0.0)
