# caught by: rank_deficient
# sentence: With dependent columns your triangular factor is singular: its last pivots are zero,
#   or rounding errors. Use a factorisation that tells the rank.
import numpy as np


def gauss_newton_step(J, r):
    Q, R = np.linalg.qr(J)
    return np.linalg.solve(R, -Q.T @ r)
