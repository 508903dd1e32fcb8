# caught by: linear
# sentence: The function was linear and your Hessian is not zero: something small was added to
#   its diagonal. Whoever asks for derivatives wants these, and may add to them later.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H + 1e-6 * torch.eye(len(x), dtype=x.dtype)
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    return H + 1e-6 * torch.eye(len(x), dtype=x.dtype)
