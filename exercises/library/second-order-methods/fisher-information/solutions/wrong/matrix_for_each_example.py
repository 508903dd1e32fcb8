# caught by: memory
# sentence: A matrix of (dc)² entries was kept for each of 10 000 examples, and they did not fit.
#   The sum over examples is a matrix product; it can be taken before the blocks are laid out.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    inputs = X[:, :, None] * X[:, None, :]
    blocks = inputs[:, :, None, :, None] * covariance[:, None, :, None, :]
    return blocks.mean(dim=0).reshape(W.numel(), W.numel())
