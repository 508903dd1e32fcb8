# caught by: value
# sentence: Your result is the product plus the gradient. backward() adds to x.grad, and there the
#   first pass had left the gradient. torch.autograd.grad returns a derivative and leaves x.grad
#   alone.
import torch


def hvp(f, x, v):
    x = x.detach().clone().requires_grad_()
    value = f(x)
    if not value.requires_grad:
        return torch.zeros_like(v)
    (gradient,) = torch.autograd.grad(value, x, create_graph=True)
    if not gradient.requires_grad:
        return torch.zeros_like(v)
    x.grad = gradient.detach().clone()
    (gradient @ v).backward()
    return x.grad
