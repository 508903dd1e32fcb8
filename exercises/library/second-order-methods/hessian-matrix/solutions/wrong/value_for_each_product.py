# caught by: calls
# sentence: You evaluated f several times for each product. One graph, or one for each row, is
#   enough.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H
    for i in range(len(x)):
        for _ in range(2):
            (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    return H
