"""The worked example of the Hessian matrix is what the reference gives."""

import torch

from reference.hessian import hessian


def f(x):
    return x[0] ** 2 * x[1] + x[1]


def test_two_variables():
    x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(f(x), x)
    assert gradient.tolist() == [4.0, 2.0]
    assert hessian(f, x.detach()).tolist() == [[4.0, 2.0], [2.0, 0.0]]
