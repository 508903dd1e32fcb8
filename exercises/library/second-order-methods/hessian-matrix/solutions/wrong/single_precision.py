# caught by: scale
# sentence: Your matrix went through single precision: seven digits are left of sixteen, and
#   numbers beyond 1e38 overflow.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=torch.float32)
    if not gradient.requires_grad:
        return H.double()
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    return H.double()
