# caught by: quadratic
# sentence: Your step has the direction of the Newton step but length 1. The length belongs to
#   it: on a quadratic the full step ends at the minimum.
import numpy as np
from scipy.linalg import cho_solve


def newton_step(g, H):
    p = cho_solve((np.linalg.cholesky(H), True), -g)
    return p / (np.linalg.norm(p) or 1.0)
