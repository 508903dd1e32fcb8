# caught by: quadratic
# sentence: A small predicted reduction was replaced by a larger one before you divided. On a
#   quadratic the ratio is 1 however small the step is.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / max(pred, 1e-6)
