# caught by: symmetric
# sentence: You computed one triangle and copied it to the other. That makes every matrix
#   symmetric, also that of a wrong derivative.
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
    return torch.triu(H) + torch.triu(H, 1).T
