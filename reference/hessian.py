"""The Hessian-vector product by double backward, and the Hessian made of n of them."""

from collections.abc import Callable

import torch


def hvp(
    f: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, v: torch.Tensor
) -> torch.Tensor:
    r"""Return the product of the Hessian of `f` at `x` with a vector, without forming the Hessian.

    .. math:: \nabla^2 f(x)\, v = \nabla_x \left( \nabla f(x)^T v \right)

    The gradient is differentiated once more along `v` (reverse over reverse), which costs a small
    multiple of one evaluation of `f` and :math:`O(n)` memory.

    Parameters
    ----------
    f : callable
        Takes a tensor of shape (n,) to a scalar tensor, by differentiable torch operations.
    x : tensor, shape (n,), float64 or float32
        Point; neither it nor its `.grad` is changed.
    v : tensor, shape (n,), dtype and device of `x`
        Direction.

    Returns
    -------
    tensor, shape (n,), dtype and device of `x`
        A new tensor without a graph; exactly zero where `f` is linear or constant.

    Raises
    ------
    RuntimeError
        When `f` does not return a single number.

    References
    ----------
    Pearlmutter, Fast Exact Multiplication by the Hessian (1994), for the product; Nocedal & Wright,
    Numerical Optimization, 2nd ed., section 8.2 (the Hessian by automatic differentiation).

    Examples
    --------
    >>> import torch
    >>> x = torch.tensor([1.0, 2.0], dtype=torch.float64)
    >>> v = torch.tensor([1.0, 0.0], dtype=torch.float64)
    >>> hvp(lambda x: x[0] ** 2 * x[1], x, v)
    tensor([4., 2.], dtype=torch.float64)

    """
    point = x.detach().requires_grad_()
    with torch.enable_grad():
        value = f(point)
        if not value.requires_grad:
            return torch.zeros_like(point, requires_grad=False)
        (gradient,) = torch.autograd.grad(value, point, create_graph=True, materialize_grads=True)
    # The gradient of a linear function is a constant, which has no graph to go back through.
    if not gradient.requires_grad:
        return torch.zeros_like(point, requires_grad=False)
    (product,) = torch.autograd.grad(gradient, point, v.detach(), materialize_grads=True)
    # The backward pass may hand out an expanded tensor, or `v` itself.
    return product.detach().clone(memory_format=torch.contiguous_format)


def hessian(f: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    r"""Return the Hessian of `f` at `x`, one Hessian-vector product a row.

    Row i is :math:`\nabla^2 f(x)\, e_i`. The result is not symmetrised: an asymmetry beyond
    roundoff would show a wrong derivative, and averaging would hide it.

    Parameters
    ----------
    f : callable
        Takes a tensor of shape (n,) to a scalar tensor; it is called n times.
    x : tensor, shape (n,), float64 or float32
        Point; neither it nor its `.grad` is changed.

    Returns
    -------
    tensor, shape (n, n), dtype and device of `x`

    Raises
    ------
    RuntimeError
        When `f` does not return a single number.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 8.2.

    Examples
    --------
    >>> import torch
    >>> hessian(lambda x: x[0] ** 2 * x[1], torch.tensor([1.0, 2.0], dtype=torch.float64))
    tensor([[4., 2.],
            [2., 0.]], dtype=torch.float64)

    """
    n = x.shape[0]
    H = torch.empty(n, n, dtype=x.dtype, device=x.device)
    for i in range(n):
        unit = torch.zeros(n, dtype=x.dtype, device=x.device)
        unit[i] = 1.0
        H[i] = hvp(f, x, unit)
    return H
