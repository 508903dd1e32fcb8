# caught by: purity
# sentence: x changed during the call: it was moved for differences and moved back, and x + h −
#   h is not x in floating point.
import torch


def hessian(f, x):
    n, h = len(x), 6e-6
    H = torch.zeros(n, n, dtype=x.dtype)
    gradient = torch.func.grad(f)
    for i in range(n):
        x[i] += h
        ahead = gradient(x)
        x[i] -= h
        H[i] = (ahead - gradient(x)) / h
    return H.detach()
