# caught by: value
# sentence: Agreement stops after seven digits although x came in double precision: v was rounded to
#   float32 on the way.
import torch


def hvp(f, x, v):
    x = x.detach().requires_grad_()
    value = f(x)
    if not value.requires_grad:
        return torch.zeros_like(v)
    (gradient,) = torch.autograd.grad(value, x, create_graph=True)
    if not gradient.requires_grad:
        return torch.zeros_like(v)
    return torch.autograd.grad(gradient, x, v.float().to(x.dtype))[0]
