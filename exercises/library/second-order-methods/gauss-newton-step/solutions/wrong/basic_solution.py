# caught by: rank_deficient
# sentence: Your step makes the residual as small as it can be, but it is not the shortest that
#   does. You set the part of the dependent columns to zero; the shortest step shares among
#   them.
import numpy as np
from scipy.linalg import qr, solve_triangular


def gauss_newton_step(J, r):
    Q, R, order = qr(J, mode="economic", pivoting=True)
    sizes = np.abs(np.diagonal(R))
    rank = int(np.sum(sizes > max(J.shape) * np.finfo(float).eps * sizes[0]))
    p = np.zeros(J.shape[1])
    p[order[:rank]] = solve_triangular(R[:rank, :rank], -(Q.T @ r)[:rank])
    return p
