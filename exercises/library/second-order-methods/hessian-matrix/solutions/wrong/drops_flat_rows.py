# caught by: partly_linear
# sentence: Variables that enter linearly, or not at all, are missing from your matrix. Their
#   rows and columns are zero, and belong to it.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    curved = H.abs().sum(0) > 0
    return H[curved][:, curved]
