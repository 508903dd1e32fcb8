# caught by: tall
# sentence: A tall matrix came back lying on its side. It was transposed to get the small Gram
#   matrix and has to be transposed back.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    X = (G.T if G.shape[0] > G.shape[1] else G) / torch.linalg.norm(G).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.contiguous()
