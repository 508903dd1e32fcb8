# caught by: curvature
# sentence: The newest pair was rightly left out of the loops, yet it still set the scale. Once a
#   pair is skipped it plays no part at all: γ belongs to the newest kept pair.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    kept = [
        i
        for i in range(len(S))
        if S[i] @ Y[i] > 1e-10 * np.linalg.norm(S[i]) * np.linalg.norm(Y[i])
    ]
    if gamma is None:
        gamma = S[-1] @ Y[-1] / (Y[-1] @ Y[-1]) if kept else 1.0
    q, alpha = g.copy(), {}
    for i in reversed(kept):
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        r += (alpha[i] - (Y[i] @ r) / (S[i] @ Y[i])) * S[i]
    return -r
