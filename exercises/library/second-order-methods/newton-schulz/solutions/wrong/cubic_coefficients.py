# caught by: singular_values
# sentence: After five steps your small singular values are still far below 0.68. The cubic
#   3/2·X − 1/2·XXᵀX does converge to singular values of 1, but it starts with a slope of 1.5; the
#   quintic starts with 3.4.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.norm(G).clamp(min=eps)
    for _ in range(steps):
        X = 1.5 * X - 0.5 * (X @ X.T) @ X
    return X.T.contiguous() if tall else X
