# caught by: invariant
# sentence: You multiplied by ‖w‖², one number for all weights. Where one layer grows and another
#   shrinks it cannot follow both; each weight needs its own factor.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    return float(np.linalg.eigvalsh(H)[-1] * (w @ w))
