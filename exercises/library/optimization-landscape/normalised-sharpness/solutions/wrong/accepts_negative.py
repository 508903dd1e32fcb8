# caught by: refused
# sentence: A factor that is not positive was accepted. ReLU is only *positively* homogeneous:
#   with a negative factor the units that were on are off.
import numpy as np


def alpha_scale(sd, a):
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a if a else np.inf}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w, H):
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
