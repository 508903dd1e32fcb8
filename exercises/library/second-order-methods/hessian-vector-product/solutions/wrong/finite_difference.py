# caught by: linearity
# sentence: H(3v) is not 3·Hv to twelve digits: your product is a difference of two gradients a
#   small step apart, and carries its truncation error. Autograd differentiates the gradient
#   exactly.
import torch


def hvp(f, x, v):
    step = 1e-3
    gradient = torch.func.grad(f)
    return (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)
