# caught by: purity
# sentence: G changed during the call: it was divided by its norm in place. The gradient belongs to
#   the caller.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    G /= torch.linalg.norm(G).clamp(min=eps)
    tall = G.shape[0] > G.shape[1]
    X = G.T if tall else G
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
