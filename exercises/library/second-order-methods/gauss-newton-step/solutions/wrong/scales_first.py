# caught by: zero_residual
# sentence: With r = 0 your step is not a number: something was divided by the length of r.
#   Where there is no residual the step is 0.
import numpy as np


def gauss_newton_step(J, r):
    length = np.linalg.norm(r)
    return -length * np.linalg.lstsq(J, r / length, rcond=None)[0]
