# caught by: signs
# sentence: At a maximum your value was 0. All directions fall there, and the largest eigenvalue
#   is negative.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    return max(float(np.linalg.eigvalsh(H * np.outer(w, w))[-1]), 0.0)
