# caught by: same_function
# sentence: The outputs changed: the bias of the second layer stayed as it was, though the signal
#   it is added to has grown. Only where that bias is zero does it not matter.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
