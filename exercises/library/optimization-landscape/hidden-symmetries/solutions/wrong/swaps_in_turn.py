# caught by: round_trip
# sentence: There and back did not lead to the start: you exchanged units one pair after the
#   other, and later pairs moved units that had already been placed.
import numpy as np


def permute_hidden(sd, perm):
    if not np.array_equal(np.sort(perm), np.arange(len(sd["b1"]))):
        raise ValueError("no permutation")
    W1, b1, W2 = sd["W1"].copy(), sd["b1"].copy(), sd["W2"].copy()
    for i, j in enumerate(perm):
        W1[[i, j]] = W1[[j, i]]
        b1[[i, j]] = b1[[j, i]]
        W2[:, [i, j]] = W2[:, [j, i]]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": sd["b2"].copy()}


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
