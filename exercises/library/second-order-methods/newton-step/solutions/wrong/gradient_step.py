# caught by: affine
# sentence: You returned −g, the step of gradient descent. It takes no account of curvature, and
#   changes direction with the units of the variables.
import numpy as np


def newton_step(g, H):
    np.linalg.cholesky(H)
    return -g
