# A loop over pairs of classes, each with its d × d block.
import torch


def fisher(W, X, y):
    n, d = X.shape
    c = W.shape[1]
    p = torch.softmax(X @ W, dim=1)
    F = torch.empty(d, c, d, c, dtype=W.dtype, device=W.device)
    for i in range(c):
        for j in range(c):
            weight = p[:, i] * (float(i == j) - p[:, j])
            F[:, i, :, j] = X.T @ (weight[:, None] * X) / n
    return F.reshape(d * c, d * c)
