# caught by: calls
# sentence: You multiplied by B twice. One product gives all that the model needs of B at this
#   step: keep it.
import math


def model_reduction(g, Bv, p):
    gradient_there = g + Bv(p)
    return float(-(gradient_there @ p) + 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
