# caught by: storage
# sentence: A tensor of n² entries was made, one direction a row. The product needs one direction:
#   v.
import torch


def hvp(f, x, v):
    gradient = torch.func.grad(f)
    identity = torch.eye(len(x), dtype=x.dtype, device=x.device)
    rows = torch.func.vmap(lambda e: torch.func.jvp(gradient, (x,), (e,))[1])(identity)
    return rows @ v
