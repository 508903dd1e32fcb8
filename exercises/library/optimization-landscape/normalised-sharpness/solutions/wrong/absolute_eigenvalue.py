# caught by: signs
# sentence: Your value is the largest eigenvalue in absolute value, and it came from a direction
#   in which the loss falls. That is negative curvature, no sharpness.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    return float(np.linalg.norm(H * np.outer(w, w), 2))
