# caught by: refusal
# sentence: Your ratio was NaN although you looked at f1: infinity less infinity, or a NaN of
#   f0, makes one, too. Look at the difference.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(f1):
        return -math.inf
    return actual / pred
