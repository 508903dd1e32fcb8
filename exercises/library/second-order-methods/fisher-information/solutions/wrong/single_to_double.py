# caught by: single_precision
# sentence: Weights and inputs came in float32 and float64 went back. The result keeps the dtype of
#   W.
import torch


def fisher(W, X, y):
    p = torch.softmax(X.double() @ W.double(), dim=1)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    F = torch.einsum("nd,nce,nf->dcfe", X.double(), covariance, X.double())
    return F.reshape(W.numel(), W.numel()) / len(X)
