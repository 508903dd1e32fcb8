# caught by: taylor
# sentence: The quadratic term counts twice: the model has ½pᵀBp. Without the ½ it misses even a
#   quadratic, and a smooth function by the square of the step.
import math


def model_reduction(g, Bv, p):
    return float(-(g @ p) - (p @ Bv(p)))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
