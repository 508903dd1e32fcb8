# caught by: accuracy
# sentence: Singular values below a millionth of the largest were dropped, so part of the step
#   is missing. Only what is zero to rounding counts as zero.
import numpy as np


def gauss_newton_step(J, r):
    return np.linalg.lstsq(J, -r, rcond=1e-6)[0]
