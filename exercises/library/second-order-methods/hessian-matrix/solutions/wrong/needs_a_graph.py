# caught by: linear
# sentence: The function was linear and your code failed: its gradient is a constant, which has
#   no graph to differentiate. The Hessian is zero there, and exactly so.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    return H
