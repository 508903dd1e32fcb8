# caught by: sharpness
# sentence: Your value is the largest diagonal entry of the weighted matrix. Its largest
#   eigenvalue is never below that, and here it lies above.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    return float(np.max(w**2 * np.diag(H)))
