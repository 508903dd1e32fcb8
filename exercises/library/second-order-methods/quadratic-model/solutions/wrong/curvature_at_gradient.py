# caught by: value
# sentence: You multiplied B by the gradient. The curvature that counts is that along the step,
#   pᵀBp.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(g)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
