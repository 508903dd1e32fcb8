# caught by: value
# sentence: You looked at sizes: whether the part of the loss that belongs to a mode falls. It
#   falls on both sides of 1/η alike; a change of sides shows in the sign only.
import numpy as np


def oscillation_modes(X, V):
    parts = (X @ V) ** 2
    return ~(np.diff(parts, axis=0) <= 0).all(axis=0)
