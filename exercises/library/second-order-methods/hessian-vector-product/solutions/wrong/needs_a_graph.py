# caught by: zero_curvature
# sentence: The gradient of a linear function does not depend on x, so it has no graph to go back
#   through, and autograd refused. Its Hessian is zero all the same: look at requires_grad first.
import torch


def hvp(f, x, v):
    x = x.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(f(x), x, create_graph=True)
    return torch.autograd.grad(gradient, x, v)[0]
