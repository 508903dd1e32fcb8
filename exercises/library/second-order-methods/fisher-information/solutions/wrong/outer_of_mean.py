# caught by: labels
# sentence: Your matrix has rank 1, and it changed with the labels: it is the outer product of the
#   mean gradient. The Fisher information is the average of outer products, not the outer product
#   of an average.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    errors = p - torch.nn.functional.one_hot(y, W.shape[1]).to(W.dtype)
    gradient = (X.T @ errors / len(X)).reshape(-1)
    return torch.outer(gradient, gradient)
