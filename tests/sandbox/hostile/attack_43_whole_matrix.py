# attack: 43 forms the whole matrix where the check forbids it
# what: builds the n by n matrix
# expects: returned or raised:MemoryError
# verdict: memory or failed
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    n = len(g)
    H = np.eye(n, dtype=g.dtype)
    if gamma is None:
        gamma = S[-1] @ Y[-1] / (Y[-1] @ Y[-1]) if len(S) else 1.0
    H *= gamma
    for s, y in zip(S, Y):
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y):
            V = np.eye(n, dtype=g.dtype) - np.outer(y, s) / (s @ y)
            H = V.T @ H @ V + np.outer(s, s) / (s @ y)
    return -H @ g
