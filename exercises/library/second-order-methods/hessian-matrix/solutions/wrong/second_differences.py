# caught by: value
# sentence: Your second differences of f have a step of 1e-8. They divide a rounding error of f
#   by the square of the step, 1e-16: no digit is left.
import torch


def hessian(f, x):
    n, h = len(x), 1e-8
    steps = h * torch.eye(n, dtype=x.dtype)
    H = torch.zeros(n, n, dtype=x.dtype)
    for i in range(n):
        for j in range(n):
            corner = f(x + steps[i] + steps[j]) - f(x + steps[i]) - f(x + steps[j]) + f(x)
            H[i, j] = corner.detach() / h**2
    return H
