# caught by: purity
# sentence: The Hessian changed during the call: it was multiplied by the weights in place. The
#   caller still needs it.
import numpy as np


def alpha_scale(sd, a):
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    H *= np.abs(np.outer(w, w))
    return float(np.linalg.eigvalsh(H)[-1])
