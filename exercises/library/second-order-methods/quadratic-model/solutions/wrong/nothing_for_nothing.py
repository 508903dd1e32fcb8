# caught by: refusal
# sentence: With pred = 0 and no change of f you returned 1. A model that promises nothing earns
#   no trust: return −inf.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if pred == 0 and actual == 0:
        return 1.0
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
