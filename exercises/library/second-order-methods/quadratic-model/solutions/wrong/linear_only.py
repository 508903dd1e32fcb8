# caught by: taylor
# sentence: You left the curvature out: −gᵀp is what a straight line promises. The product with
#   B has to enter.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.0 * Bv(p)[0])


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
