# caught by: semidefinite
# sentence: Your matrix is negative semidefinite: it is the expected Hessian of the log-likelihood.
#   The information is minus that, as it is the second moment of the score.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    covariance = p[:, :, None] * p[:, None, :] - torch.diag_embed(p)
    F = torch.einsum("nd,nce,nf->dcfe", X, covariance, X)
    return F.reshape(W.numel(), W.numel()) / len(X)
