# caught by: zero_step
# sentence: For p = 0 you promised a small positive reduction. Something added against division
#   by zero changes every ratio; the exact value is 0.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p))) + 1e-8


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
