# caught by: refusal
# sentence: Your ratio was NaN. Every comparison with NaN is false, so the caller cannot refuse
#   the step by it: return −inf.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0:
        return -math.inf
    return actual / pred
