# One Cholesky factor and both triangular systems in one call.
import numpy as np
from scipy.linalg import cho_solve


def newton_step(g, H):
    return cho_solve((np.linalg.cholesky(H), True), -g)
