# caught by: accuracy
# sentence: You solved the normal equations. JᵀJ squares the condition number: here every digit
#   is lost, and Longley's data keep 7 digits in place of 11. Factorise J itself.
import numpy as np


def gauss_newton_step(J, r):
    return np.linalg.lstsq(J.T @ J, -J.T @ r, rcond=None)[0]
