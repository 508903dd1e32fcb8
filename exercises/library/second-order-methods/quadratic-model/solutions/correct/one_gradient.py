# One inner product with the mean gradient along the step; what is no number is left to comparisons.
import numpy as np


def model_reduction(g, Bv, p):
    mean_gradient = g + Bv(p) / 2
    return -float(np.sum(mean_gradient * p))


def ratio(f0, f1, pred):
    # Of NaN neither comparison holds, nor of infinity less infinity.
    if pred > 0 and (f0 - f1 >= 0 or f0 - f1 < 0):
        return (f0 - f1) / pred
    return float("-inf")
