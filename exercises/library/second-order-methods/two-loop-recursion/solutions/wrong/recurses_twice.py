# caught by: growth
# sentence: Each further pair doubled the work, because the operator of the older pairs is applied
#   twice: once to g and once to y. The recursion touches every stored vector only twice.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    pairs = [
        (s, y)
        for s, y in zip(S, Y, strict=True)
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)
    ]
    if gamma is None:
        gamma = pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1]) if pairs else 1.0
    return -_apply(g, pairs, gamma)


def _apply(v, pairs, gamma):
    if not pairs:
        return gamma * v
    (s, y), older = pairs[-1], pairs[:-1]
    rho = 1 / (s @ y)
    Hv, Hy = _apply(v, older, gamma), _apply(y, older, gamma)
    return Hv - rho * (s * (Hy @ v) + Hy * (s @ v)) + rho * (1 + rho * (y @ Hy)) * (s @ v) * s
