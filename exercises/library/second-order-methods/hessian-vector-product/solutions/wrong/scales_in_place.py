# caught by: purity
# sentence: v changed during the call: it was brought to length 1 in place. The product was scaled
#   back, the caller's direction was not.
import torch


def hvp(f, x, v):
    x = x.detach().requires_grad_()
    value = f(x)
    if not value.requires_grad:
        return torch.zeros_like(v)
    (gradient,) = torch.autograd.grad(value, x, create_graph=True)
    if not gradient.requires_grad:
        return torch.zeros_like(v)
    length = v.norm().clamp(min=1e-300)
    v /= length
    return length * torch.autograd.grad(gradient, x, v)[0]
