# Multiplies by the smaller Gram matrix from its own side: X(XᵀX) for tall, (XXᵀ)X for wide.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    a, b, c = 3.4445, -4.7750, 2.0315
    X = G / max(float(torch.linalg.norm(G)), eps)
    for _ in range(steps):
        if X.shape[0] > X.shape[1]:
            M = X.T @ X
            X = a * X + X @ (b * M + c * (M @ M))
        else:
            M = X @ X.T
            X = a * X + (b * M + c * (M @ M)) @ X
    return X
