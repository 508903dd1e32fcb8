# caught by: finite
# sentence: Your iteration ran away. Check the order of the coefficients: the cubic term has the
#   negative one, the fifth power the positive one.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.norm(G).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (2.0315 * gram - 4.7750 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
