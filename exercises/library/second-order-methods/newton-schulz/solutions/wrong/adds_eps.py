# caught by: scale
# sentence: With a small G your result is smaller than with a large one: `eps` was added to the
#   norm. Here it is the least norm to divide by, so that it does not enter above that.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / (torch.linalg.norm(G) + eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
