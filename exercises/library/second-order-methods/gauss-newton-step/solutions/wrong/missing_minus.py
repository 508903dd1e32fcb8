# caught by: optimality
# sentence: Your step leads the wrong way: Jp − r is small, and Jp + r is what should be. After
#   such a step the residuals grow.
import numpy as np


def gauss_newton_step(J, r):
    return np.linalg.lstsq(J, r, rcond=None)[0]
