# caught by: gamma
# sentence: The γ that was given made no difference. The default scale applies only where none is
#   given.
import numpy as np


def two_loop(g, S, Y, gamma=None):
    kept = [
        i
        for i in range(len(S))
        if S[i] @ Y[i] > 1e-10 * np.linalg.norm(S[i]) * np.linalg.norm(Y[i])
    ]
    gamma = S[kept[-1]] @ Y[kept[-1]] / (Y[kept[-1]] @ Y[kept[-1]]) if kept else 1.0
    q, alpha = g.copy(), {}
    for i in reversed(kept):
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        r += (alpha[i] - (Y[i] @ r) / (S[i] @ Y[i])) * S[i]
    return -r
