# caught by: value
# sentence: You returned the outer product of the gradient with itself. It holds first
#   derivatives only; curvature needs the second.
import torch


def hessian(f, x):
    slope = torch.func.grad(f)(x).detach()
    return torch.outer(slope, slope)
