# The compact representation of Byrd, Nocedal and Schnabel: no loop over the history at all.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    size = np.linalg.norm(S, axis=1) * np.linalg.norm(Y, axis=1)
    keep = np.einsum("ij,ij->i", S, Y) > 1e-10 * size
    S, Y = S[keep], Y[keep]
    if len(S) == 0:
        return -g if gamma is None else -gamma * g
    SY = S @ Y.T
    YY = Y @ Y.T
    if gamma is None:
        gamma = SY[-1, -1] / YY[-1, -1]
    R = np.triu(SY)
    a = S @ g
    b = gamma * (Y @ g)
    u = np.linalg.solve(R, a)
    middle = np.diag(SY) * u + gamma * (YY @ u) - b
    top = np.linalg.solve(R.T, middle)
    return -(gamma * g + S.T @ top - gamma * (Y.T @ u))
