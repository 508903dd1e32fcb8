import numpy as np


def interpolate_losses(loss, sd_a, sd_b, alphas):
    """Return the losses on the straight line from sd_a to sd_b."""
    return np.full(len(alphas), np.nan)
