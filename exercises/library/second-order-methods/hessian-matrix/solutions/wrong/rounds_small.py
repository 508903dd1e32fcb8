# caught by: scale
# sentence: Small second derivatives were set to zero. What is small depends on the units of f;
#   only the caller knows them.
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
    return torch.where(H.abs() < 1e-8, torch.zeros_like(H), H)
