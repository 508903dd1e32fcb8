# caught by: ratio_value
# sentence: Your ratio is positive when f rises. Gained is what f lost: f0 − f1.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f1 - f0
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
