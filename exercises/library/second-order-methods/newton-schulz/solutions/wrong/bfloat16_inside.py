# caught by: value
# sentence: Agreement stops after about two digits although G came in double precision: the
#   iteration ran in bfloat16. That is a common shortcut for training, but here the dtype of G
#   decides.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G).to(torch.bfloat16)
    X = X / torch.linalg.norm(X).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return (X.T if tall else X).contiguous().to(G.dtype)
