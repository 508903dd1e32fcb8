# caught by: rank_deficient
# sentence: You solved the normal equations by a solver for regular systems. Where the columns
#   of J are dependent, JᵀJ is singular: the solver gives up, or answers with rounding errors.
import numpy as np


def gauss_newton_step(J, r):
    return np.linalg.solve(J.T @ J, -J.T @ r)
