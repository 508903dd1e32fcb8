# The directional derivative of the gradient, in forward mode.
import torch


def hvp(f, x, v):
    _, product = torch.func.jvp(torch.func.grad(f), (x,), (v,))
    return product.detach().clone()
