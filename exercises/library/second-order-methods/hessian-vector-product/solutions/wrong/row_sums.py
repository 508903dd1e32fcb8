# caught by: value
# sentence: The gradient was summed before it was differentiated, so you have the row sums of the
#   Hessian, multiplied by v afterwards. v has to weight the gradient before the second derivative
#   is taken.
import torch


def hvp(f, x, v):
    x = x.detach().requires_grad_()
    value = f(x)
    if not value.requires_grad:
        return torch.zeros_like(v)
    (gradient,) = torch.autograd.grad(value, x, create_graph=True)
    if not gradient.requires_grad:
        return torch.zeros_like(v)
    return torch.autograd.grad(gradient.sum(), x)[0] * v
