"""The product of the generalised Gauss–Newton matrix with a vector."""

from collections.abc import Callable

import torch

from reference.hessian import hvp


def ggn_vector_product(
    outputs: Callable[[torch.Tensor], torch.Tensor],
    loss: Callable[[torch.Tensor], torch.Tensor],
    x: torch.Tensor,
    v: torch.Tensor,
) -> torch.Tensor:
    r"""Return the product of the generalised Gauss–Newton matrix at `x` with a vector.

    .. math:: G v = J^T \, \nabla^2 \ell(z) \, J v,
        \qquad z = \mathrm{outputs}(x), \quad J = \partial z / \partial x

    It is the Hessian of :math:`\ell(\mathrm{outputs}(x))` without the outputs' own curvature, and
    positive semidefinite where the loss is convex. No matrix is formed.

    Parameters
    ----------
    outputs : callable
        Takes a tensor of shape (n,) to a tensor of any shape.
    loss : callable
        Takes such a tensor to a scalar tensor.
    x : tensor, shape (n,), float64 or float32
        Point.
    v : tensor, shape (n,), dtype and device of `x`
        Direction.

    Returns
    -------
    tensor, shape (n,), dtype and device of `x`
        A new tensor without a graph.

    References
    ----------
    Schraudolph, Fast Curvature Matrix-Vector Products for Second-Order Gradient Descent (2002);
    Martens, New Insights and Perspectives on the Natural Gradient Method (2020), section 8.

    Examples
    --------
    >>> import torch
    >>> x = torch.tensor([1.0, 3.0], dtype=torch.float64)
    >>> v = torch.tensor([1.0, 0.0], dtype=torch.float64)
    >>> ggn_vector_product(lambda x: x[:1] * x[1:], lambda z: (z**2).sum() / 2, x, v)
    tensor([9., 3.], dtype=torch.float64)

    """
    point = x.detach().requires_grad_()
    with torch.enable_grad():
        z = outputs(point)
        if not z.requires_grad:
            return torch.zeros_like(v)
        # J^T u is linear in u, so its derivative along v is J v whatever u is.
        u = torch.zeros_like(z, requires_grad=True)
        (pulled,) = torch.autograd.grad(z, point, u, create_graph=True)
    (Jv,) = torch.autograd.grad(pulled, u, v.detach(), retain_graph=True, materialize_grads=True)
    curved = hvp(lambda flat: loss(flat.reshape(z.shape)), z.reshape(-1), Jv.reshape(-1))
    (product,) = torch.autograd.grad(z, point, curved.reshape(z.shape))
    return product.clone()
