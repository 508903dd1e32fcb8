# caught by: value
# sentence: One label was drawn for each example. That is an estimate, right on average and off by
#   chance in each run; the expectation over all labels is a finite sum here and was asked for.
import torch


def fisher(W, X, y):
    p = torch.softmax(X @ W, dim=1)
    generator = torch.Generator(device=W.device).manual_seed(0)
    drawn = torch.multinomial(p, 1, generator=generator)[:, 0]
    errors = p - torch.nn.functional.one_hot(drawn, W.shape[1]).to(W.dtype)
    scores = (X[:, :, None] * errors[:, None, :]).reshape(len(X), -1)
    return scores.T @ scores / len(X)
