# caught by: precision
# sentence: G came in a lower precision and float64 went back. The result keeps the dtype of G.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G).double()
    X = X / torch.linalg.norm(X).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
