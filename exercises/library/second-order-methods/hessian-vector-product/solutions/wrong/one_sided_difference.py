# caught by: symmetry
# sentence: uᵀHv and vᵀHu differ: your product is the difference of the gradients at x and at a step
#   from it, and its error depends on the direction. Autograd differentiates the gradient exactly.
import torch


def hvp(f, x, v):
    step = 1e-6
    gradient = torch.func.grad(f)
    return (gradient(x + step * v) - gradient(x)) / step
