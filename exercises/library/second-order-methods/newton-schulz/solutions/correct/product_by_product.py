# No polynomial of a matrix: X³ and X⁵ terms one after the other, each by two products.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    is_tall = G.shape[0] > G.shape[1]
    X = G.mT if is_tall else G
    X = X / torch.clamp(X.square().sum().sqrt(), min=eps)
    for _ in range(steps):
        gram = X @ X.mT
        cubed = gram @ X
        X = 3.4445 * X - 4.7750 * cubed + 2.0315 * (gram @ cubed)
    return (X.mT if is_tall else X).clone(memory_format=torch.contiguous_format)
