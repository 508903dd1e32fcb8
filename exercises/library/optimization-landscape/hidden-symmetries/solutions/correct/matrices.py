# Permutation and scaling as matrices that act from the left and from the right.
import numpy as np


def permute_hidden(sd, perm):
    h = len(sd["b1"])
    if sorted(perm.tolist()) != list(range(h)):
        raise ValueError("each unit must occur once")
    P = np.eye(h)[perm]
    return _transformed(sd, P, P.T)


def rescale(sd, alpha, activation):
    if activation != "relu":
        raise ValueError("only ReLU is positively homogeneous")
    if np.isnan(alpha).any() or alpha.min() <= 0:
        raise ValueError("factors must be positive")
    return _transformed(sd, np.diag(alpha), np.diag(1 / alpha))


def _transformed(sd, left, right):
    return {
        "W1": left @ sd["W1"],
        "b1": left @ sd["b1"],
        "W2": sd["W2"] @ right,
        "b2": np.array(sd["b2"]),
    }


def symmetry_null_vector(sd):
    signs = {"W1": 1.0, "b1": 1.0, "W2": -1.0, "b2": 0.0}
    return {name: signs[name] * array for name, array in sd.items()}
