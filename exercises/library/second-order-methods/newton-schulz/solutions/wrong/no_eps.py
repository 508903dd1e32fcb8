# caught by: zero
# sentence: The zero matrix became NaN, as 0/0 is. A layer that got no gradient must not spoil its
#   weights: the norm that G is divided by is at least `eps`.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.norm(G)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
