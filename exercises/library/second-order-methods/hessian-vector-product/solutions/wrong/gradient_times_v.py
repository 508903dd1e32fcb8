# caught by: zero_curvature
# sentence: A linear function has no curvature, and you returned a vector that is not zero: the
#   gradient, multiplied by v entry by entry. It is the change of the gradient along v that was
#   asked for.
import torch


def hvp(f, x, v):
    return torch.func.grad(f)(x) * v
