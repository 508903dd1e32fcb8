# caught by: singular_values
# sentence: The spectrum is not yet in the band from 0.68 to 1.21: the iteration was applied once.
#   It takes `steps` of them, five by default.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.norm(G).clamp(min=eps)
    gram = X @ X.T
    X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
