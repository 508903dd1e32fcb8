# caught by: accuracy
# sentence: Your step solves a problem with something small added to the diagonal of JᵀJ. That
#   is damping, another method; where a column matters little, it decides the step.
import numpy as np


def gauss_newton_step(J, r):
    n = J.shape[1]
    rows = np.vstack([J, 1e-8 * np.eye(n)])
    return np.linalg.lstsq(rows, np.append(-r, np.zeros(n)), rcond=None)[0]
