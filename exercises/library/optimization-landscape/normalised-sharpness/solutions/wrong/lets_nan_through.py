# caught by: refused
# sentence: A factor of NaN went through: `a <= 0` is false for it. Ask whether the factor is
#   positive, not whether it is not.
import numpy as np


def alpha_scale(sd, a):
    if a <= 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
