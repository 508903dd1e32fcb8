# caught by: value
# sentence: One triangle of your matrix is empty. The mixed derivatives belong on both sides of
#   the diagonal.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i, : i + 1] = row[: i + 1]
    return H
