# caught by: null_vector
# sentence: Your vector has length one. The direction is right, but the velocity itself is asked
#   for.
import numpy as np


def permute_hidden(sd, perm):
    if not np.array_equal(np.sort(perm), np.arange(len(sd["b1"]))):
        raise ValueError("no permutation")
    return {
        "W1": sd["W1"][perm],
        "b1": sd["b1"][perm],
        "W2": sd["W2"][:, perm],
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
    length = np.sqrt(sum(np.sum(sd[name] ** 2) for name in ("W1", "b1", "W2")))
    return {
        "W1": sd["W1"] / length,
        "b1": sd["b1"] / length,
        "W2": -sd["W2"] / length,
        "b2": np.zeros_like(sd["b2"]),
    }
