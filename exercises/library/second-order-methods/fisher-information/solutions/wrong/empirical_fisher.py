# caught by: labels
# sentence: Your matrix changed when the labels did. The Fisher information averages over the
#   labels that the model predicts, each with its probability; with the given labels it is the
#   empirical Fisher, which is another matrix.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    errors = p - torch.nn.functional.one_hot(y, W.shape[1]).to(W.dtype)
    scores = (X[:, :, None] * errors[:, None, :]).reshape(len(X), -1)
    return scores.T @ scores / len(X)
