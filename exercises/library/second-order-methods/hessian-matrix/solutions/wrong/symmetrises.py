# caught by: symmetric
# sentence: You averaged H with its transpose. Where a derivative is wrong, asymmetry is what
#   gives it away; averaging hides it. Compare first, and symmetrise what is only rounding.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    H = torch.zeros(len(x), len(x), dtype=x.dtype)
    if not gradient.requires_grad:
        return H
    for i in range(len(x)):
        (row,) = torch.autograd.grad(gradient[i], point, retain_graph=True)
        H[i] = row
    return (H + H.T) / 2
