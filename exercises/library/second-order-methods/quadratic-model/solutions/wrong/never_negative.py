# caught by: value
# sentence: A step that makes the model rise got a reduction that is not negative. The caller
#   has to see that it is no good.
import math


def model_reduction(g, Bv, p):
    return abs(float(-(g @ p) - 0.5 * (p @ Bv(p))))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
