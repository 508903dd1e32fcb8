# caught by: value
# sentence: The last layer was multiplied, and the output grew by a². What the first layer gains the
#   last must lose.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
