# caught by: value
# sentence: The curvature along v, vᵀHv, was computed and multiplied by v. Asked for is the vector
#   Hv, which seldom points along v.
import torch


def hvp(f, x, v):
    x = x.detach().requires_grad_()
    value = f(x)
    if not value.requires_grad:
        return torch.zeros_like(v)
    (gradient,) = torch.autograd.grad(value, x, create_graph=True)
    if not gradient.requires_grad:
        return torch.zeros_like(v)
    product = torch.autograd.grad(gradient, x, v)[0]
    return (v @ product) * v
