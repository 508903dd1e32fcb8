# caught by: value
# sentence: Your value is m(p) − m(0). The predicted reduction is positive for a good step: m(0)
#   − m(p).
import math


def model_reduction(g, Bv, p):
    return float(g @ p + 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
