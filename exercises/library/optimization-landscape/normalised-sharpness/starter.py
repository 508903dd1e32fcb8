import numpy as np


def alpha_scale(sd, a):
    """Return the network with its first layer scaled by a and its last by 1/a."""
    return {name: np.full(array.shape, np.nan) for name, array in sd.items()}


def normalised_sharpness(w, H):
    """Return the largest eigenvalue of the Hessian weighted by the sizes of the weights."""
    return np.nan
