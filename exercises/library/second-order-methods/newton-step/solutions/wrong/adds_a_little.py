# caught by: accuracy
# sentence: Your step solves a system with something small added to the diagonal of H. That is
#   no safeguard but another model: where curvature is small, it decides the step.
import numpy as np
from scipy.linalg import cho_solve


def newton_step(g, H):
    np.linalg.cholesky(H)
    return cho_solve((np.linalg.cholesky(H + 1e-11 * np.eye(len(g))), True), -g)
