# caught by: value
# sentence: Your rows are differences of gradients: eight digits at best. Differentiating the
#   gradient once more gives all of them.
import torch


def hessian(f, x):
    n, h = len(x), 1e-8
    H = torch.zeros(n, n, dtype=x.dtype)
    gradient = torch.func.grad(f)
    for i, unit in enumerate(torch.eye(n, dtype=x.dtype)):
        H[i] = (gradient(x + h * unit) - gradient(x)) / h
    return H.detach()
