# Each array written out; the signs of the weights are kept, which changes no eigenvalue.
import numpy as np
from numpy.linalg import eigvalsh


def alpha_scale(sd, a):
    if np.isnan(a) or a <= 0:
        raise ValueError("the factor must be positive")
    return {
        "W1": a * sd["W1"],
        "b1": a * sd["b1"],
        "W2": sd["W2"].copy(),
        "b2": a * sd["b2"],
        "W3": sd["W3"] / a,
        "b3": sd["b3"].copy(),
    }


def normalised_sharpness(w, H):
    return max(eigvalsh(H * np.outer(w, w)).tolist())
