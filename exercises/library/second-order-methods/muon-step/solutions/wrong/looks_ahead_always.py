# caught by: nesterov
# sentence: With nesterov=False your step still looked ahead. Then the new momentum itself is
#   orthogonalised.
import math

import torch


def newton_schulz5(G):
    tall = G.shape[0] > G.shape[1]
    X = (G.T if tall else G) / torch.linalg.norm(G).clamp(min=1e-7)
    for _ in range(5):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T if tall else X


def muon_step(W, G, buf, lr, mu=0.95, wd=0.0, nesterov=True):
    if W.ndim != 2:
        raise ValueError("Muon is for matrices")
    buf = mu * buf + (1 - mu) * G
    update = (1 - mu) * G + mu * buf
    rate = lr * math.sqrt(max(1.0, W.shape[0] / W.shape[1]))
    return (1 - lr * wd) * W - rate * newton_schulz5(update), buf
