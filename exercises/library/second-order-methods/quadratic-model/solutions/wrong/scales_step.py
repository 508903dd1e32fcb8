# caught by: purity
# sentence: The step changed during the call. The caller still has to take it.
import math


def model_reduction(g, Bv, p):
    linear = -(g @ p)
    image = Bv(p)
    p *= 0.5
    return float(linear - p @ image)


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
