# caught by: memory
# sentence: The Gram matrix was built on the long side and did not fit: 200 000² entries. XXᵀ and
#   XᵀX have the same non-zero eigenvalues, so the shorter side is enough.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    X = G / torch.linalg.norm(G).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X
