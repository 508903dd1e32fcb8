"""The K-FAC step of one layer."""

import torch


def kfac_step(G: torch.Tensor, A: torch.Tensor, B: torch.Tensor, lam: float) -> torch.Tensor:
    r"""Return the gradient of a layer, preconditioned by damped Kronecker factors.

    .. math:: X = (B + \lambda I)^{-1} \, G \, (A + \lambda I)^{-1}

    With row-major vec it solves :math:`((B + \lambda I) \otimes (A + \lambda I)) \mathrm{vec}(X) =
    \mathrm{vec}(G)` by two Cholesky factorisations of size o and i in place of one of size io. Each
    factor is damped, which is not the same as damping the product :math:`B \otimes A`.

    Parameters
    ----------
    G : tensor, shape (o, i), float64 or float32
        Gradient of the weight matrix.
    A : tensor, shape (i, i), dtype and device of `G`
        Second moment of the layer's inputs, positive semidefinite.
    B : tensor, shape (o, o), dtype and device of `G`
        Second moment of the gradients at the layer's outputs, positive semidefinite.
    lam : float
        Damping added to each factor, non-negative.

    Returns
    -------
    tensor, shape (o, i), dtype and device of `G`

    Raises
    ------
    torch.linalg.LinAlgError
        When a damped factor is not positive definite.

    References
    ----------
    Martens & Grosse, Optimizing Neural Networks with Kronecker-factored Approximate Curvature
    (2015), section 6.3. There a ratio :math:`\pi` divides the square root of the damping between
    the factors; here both get :math:`\lambda`.

    Examples
    --------
    >>> import torch
    >>> G = torch.tensor([[12.0, 0.0]], dtype=torch.float64)
    >>> A = torch.ones(2, 2, dtype=torch.float64)
    >>> B = torch.tensor([[3.0]], dtype=torch.float64)
    >>> kfac_step(G, A, B, 1.0).round(decimals=12)
    tensor([[ 2., -1.]], dtype=torch.float64)

    """
    half = torch.cholesky_solve(G, _damped_factor(B, lam))
    return torch.cholesky_solve(half.mT, _damped_factor(A, lam)).mT.contiguous()


def _damped_factor(matrix: torch.Tensor, lam: float) -> torch.Tensor:
    identity = torch.eye(matrix.shape[0], dtype=matrix.dtype, device=matrix.device)
    factor: torch.Tensor = torch.linalg.cholesky(matrix + lam * identity)
    return factor
