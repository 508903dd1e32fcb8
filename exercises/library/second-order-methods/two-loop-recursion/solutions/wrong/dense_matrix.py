# caught by: memory
# sentence: What was built for n = 20 000 did not fit: one n × n matrix takes 3.2 GB there. The
#   recursion needs no more than a few vectors of length n beyond its inputs.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    pairs = [
        (s, y)
        for s, y in zip(S, Y, strict=True)
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)
    ]
    if gamma is None:
        gamma = pairs[-1][0] @ pairs[-1][1] / (pairs[-1][1] @ pairs[-1][1]) if pairs else 1.0
    identity = np.eye(len(g), dtype=g.dtype)
    H = gamma * identity
    for s, y in pairs:
        V = identity - np.outer(y, s) / (s @ y)
        H = V.T @ H @ V + np.outer(s, s) / (s @ y)
    return -H @ g
