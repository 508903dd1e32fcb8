# caught by: refusal
# sentence: A vector was turned into a matrix and stepped along. Singular values of a bias say
#   nothing about it: other parameters are left to another optimiser, and Muon raises ValueError.
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
    shape = W.shape
    W, G, buf = (tensor.reshape(tensor.shape[0], -1) for tensor in (W, G, buf))
    buf = mu * buf + (1 - mu) * G
    update = (1 - mu) * G + mu * buf if nesterov else buf
    rate = lr * math.sqrt(max(1.0, W.shape[0] / W.shape[1]))
    W = (1 - lr * wd) * W - rate * newton_schulz5(update)
    return W.reshape(shape), buf.reshape(shape)
