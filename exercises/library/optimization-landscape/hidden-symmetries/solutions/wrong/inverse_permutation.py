# caught by: value
# sentence: Your network is a permuted one, but by the inverse: old unit i became unit perm[i].
#   New unit i is old unit perm[i].
import numpy as np


def permute_hidden(sd, perm):
    if not np.array_equal(np.sort(perm), np.arange(len(sd["b1"]))):
        raise ValueError("no permutation")
    inverse = np.argsort(perm)
    return {
        "W1": sd["W1"][inverse],
        "b1": sd["b1"][inverse],
        "W2": sd["W2"][:, inverse],
        "b2": sd["b2"].copy(),
    }


def rescale(sd, alpha, activation):
    if activation != "relu" or not (alpha > 0).all():
        raise ValueError("no symmetry")
    return {
        "W1": alpha[:, None] * sd["W1"],
        "b1": alpha * sd["b1"],
        "W2": sd["W2"] / alpha,
        "b2": sd["b2"].copy(),
    }


def symmetry_null_vector(sd):
    return {
        "W1": sd["W1"].copy(),
        "b1": sd["b1"].copy(),
        "W2": -sd["W2"],
        "b2": np.zeros_like(sd["b2"]),
    }
