# caught by: sharpness
# sentence: You divided by the weights. When a change of scale makes a weight larger, its entry of
#   H becomes smaller: only the product of the two stays.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    with np.errstate(divide="ignore", invalid="ignore"):
        weighted = np.nan_to_num(H / np.outer(sizes, sizes))
    return float(np.linalg.eigvalsh(weighted)[-1])
