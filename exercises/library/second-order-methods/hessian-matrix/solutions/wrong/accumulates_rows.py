# caught by: value
# sentence: Each of your rows holds the sum of the rows above it, too: `backward` adds to
#   `.grad`. Set it back before each product, or ask for the derivative itself.
import torch


def hessian(f, x):
    point = x.detach().clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(point), point, create_graph=True)
    rows = []
    for i in range(len(x)):
        if gradient.requires_grad:
            gradient[i].backward(retain_graph=True)
        rows.append(torch.zeros_like(x) if point.grad is None else point.grad.clone())
    return torch.stack(rows)
