# caught by: value
# sentence: You divided the second layer and left the last: the function stays, but this is
#   another change of scale. Here the first layer is scaled up and the last one down.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "W2": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
