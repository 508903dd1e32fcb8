# caught by: hessian
# sentence: Your matrix is n times too large. The information of the examples is averaged, as their
#   loss is.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    F = torch.einsum("nd,nce,nf->dcfe", X, covariance, X)
    return F.reshape(W.numel(), W.numel())
