# caught by: accuracy
# sentence: You solved the normal equations. JᵀJ squares the condition number: where J has
#   1e9, no digit of the step is certain. Factorise J itself.
import numpy as np


def gauss_newton_step(J, r):
    return np.linalg.lstsq(J.T @ J, -J.T @ r, rcond=None)[0]
