# Two QR factorisations: with pivoting for the rank, and of the transpose for the shortest step.
import numpy as np
from scipy.linalg import qr, solve_triangular


def gauss_newton_step(J, r):
    Q, R, order = qr(J, mode="economic", pivoting=True)
    sizes = np.abs(np.diagonal(R))
    rank = int(np.sum(sizes > max(J.shape) * np.finfo(float).eps * sizes[0]))
    rows, b = R[:rank], -(Q.T @ r)[:rank]
    # rows · x = b has many solutions where rank < n; the shortest lies in the span of the rows.
    across, T = np.linalg.qr(rows.T)
    p = np.empty(J.shape[1])
    p[order] = across @ solve_triangular(T, b, trans="T")
    return p
