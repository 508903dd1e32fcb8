# caught by: value
# sentence: You divided by the largest singular value, which takes a decomposition or an iteration
#   of its own. The Frobenius norm is asked for; it bounds the largest singular value and is one
#   sum.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.matrix_norm(G, 2).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
