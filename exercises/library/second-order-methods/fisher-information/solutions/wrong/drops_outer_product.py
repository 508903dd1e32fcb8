# caught by: null_space
# sentence: Adding one constant to the logits of all classes changes no prediction, but your matrix
#   charges for it. The covariance of a one-hot label is diag(p) − ppᵀ; the second term is missing.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    F = torch.einsum("nd,nce,nf->dcfe", X, torch.diag_embed(p), X)
    return F.reshape(W.numel(), W.numel()) / len(X)
