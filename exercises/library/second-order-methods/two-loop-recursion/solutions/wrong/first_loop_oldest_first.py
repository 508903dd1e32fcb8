# caught by: value
# sentence: Your first loop walks from the oldest pair to the newest. The most recent update is
#   undone first; otherwise the newest y does not come back as the newest s.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    kept = [
        i
        for i in range(len(S))
        if S[i] @ Y[i] > 1e-10 * np.linalg.norm(S[i]) * np.linalg.norm(Y[i])
    ]
    if gamma is None:
        gamma = S[kept[-1]] @ Y[kept[-1]] / (Y[kept[-1]] @ Y[kept[-1]]) if kept else 1.0
    q, alpha = g.copy(), {}
    for i in kept:
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        r += (alpha[i] - (Y[i] @ r) / (S[i] @ Y[i])) * S[i]
    return -r
