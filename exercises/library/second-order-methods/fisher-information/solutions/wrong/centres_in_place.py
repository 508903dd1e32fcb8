# caught by: purity
# sentence: The caller's weights changed during the call. Centring them leaves the predictions as
#   they are, but W belongs to the optimiser.
import torch


def fisher(W, X, y):
    W -= W.mean(dim=1, keepdim=True)
    p = torch.softmax(X @ W, dim=1)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    F = torch.einsum("nd,nce,nf->dcfe", X, covariance, X)
    return F.reshape(W.numel(), W.numel()) / len(X)
