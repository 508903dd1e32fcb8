# caught by: calls
# sentence: You took a product for every entry. One product with a unit vector gives a whole
#   row: n of them are enough.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H
    for i in range(len(x)):
        for j in range(len(x)):
            H[i, j] = torch.autograd.grad(gradient[i], point, retain_graph=True)[0][j]
    return H
