# One gradient with its graph, differentiated entry by entry.
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
    return H
