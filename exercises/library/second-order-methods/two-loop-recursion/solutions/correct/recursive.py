# One recursion over the history: a call strips the newest pair, and corrects on the way back.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    sizes = np.sqrt((S * S).sum(axis=1) * (Y * Y).sum(axis=1))
    kept = np.flatnonzero((S * Y).sum(axis=1) > 1e-10 * sizes)
    if gamma is None:
        gamma = _scale(S[kept[-1]], Y[kept[-1]]) if len(kept) else 1.0
    return -_apply(g, S[kept], Y[kept], gamma)


def _scale(s, y):
    return s.dot(y) / y.dot(y)


def _apply(v, S, Y, gamma):
    if len(S) == 0:
        return gamma * v
    s, y = S[-1], Y[-1]
    rho = 1 / s.dot(y)
    a = rho * s.dot(v)
    inner = _apply(v - a * y, S[:-1], Y[:-1], gamma)
    return inner + (a - rho * y.dot(inner)) * s
