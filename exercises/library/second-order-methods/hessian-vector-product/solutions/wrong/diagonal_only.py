# caught by: value
# sentence: Only the diagonal of the Hessian was multiplied. What one coordinate does to the slope
#   of another is in the entries beside it.
import torch


def hvp(f, x, v):
    return torch.autograd.functional.hessian(f, x).diagonal() * v
