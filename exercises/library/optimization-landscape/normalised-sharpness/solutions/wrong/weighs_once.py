# caught by: invariant
# sentence: You weighed H with |w| once. Under a change of scale H loses the factor on both sides,
#   so both sides must give it back.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    roots = np.sqrt(np.abs(w))
    return float(np.linalg.eigvalsh(roots[:, None] * H * roots)[-1])
