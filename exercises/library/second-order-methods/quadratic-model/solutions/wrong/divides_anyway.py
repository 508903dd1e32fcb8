# caught by: refusal
# sentence: The model promised no decrease and you divided by that all the same. Two wrongs then
#   make a good ratio, and 0 an exception: return −inf.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - 0.5 * (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if math.isnan(actual):
        return -math.inf
    return actual / pred
