# caught by: certain
# sentence: With logits in the thousands your probabilities are inf/inf, which is NaN. Softmax does
#   not change when the same number is taken from all logits of an example, and the largest of
#   them is a good choice.
import torch


def fisher(W, X, y):
    exponentials = torch.exp(X @ W)
    p = exponentials / exponentials.sum(dim=1, keepdim=True)
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    F = torch.einsum("nd,nce,nf->dcfe", X, covariance, X)
    return F.reshape(W.numel(), W.numel()) / len(X)
