# caught by: hessian
# sentence: Your numbers are right and their order is not: your rows run through the inputs of one
#   class, then of the next. vec(W) goes row by row, as W.reshape(-1) does, so the class is the
#   index that runs fastest.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    F = torch.einsum("nd,nce,nf->cdef", X, covariance, X)
    return F.reshape(W.numel(), W.numel()) / len(X)
