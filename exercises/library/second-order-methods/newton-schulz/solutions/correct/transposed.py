# Turns a tall matrix on its side, so that the Gram matrix is always the small one.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = G.shape[0] > G.shape[1]
    X = G.T if tall else G
    X = X / torch.linalg.norm(X).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = a * X + (b * gram + c * gram @ gram) @ X
    return X.T.contiguous() if tall else X
