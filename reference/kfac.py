"""The Kronecker factors of one layer and its K-FAC step."""

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


def kfac_factors(
    acts: torch.Tensor, backs: torch.Tensor, bias: bool = True
) -> tuple[torch.Tensor, torch.Tensor]:
    r"""Return the Kronecker factors of a layer's Fisher block from a batch.

    .. math:: A = \frac1n \sum_k \bar a_k \bar a_k^T, \qquad
        B = \frac1n \sum_k \sum_j b_{kj} b_{kj}^T

    with :math:`\bar a = (a, 1)`: the bias is the weight of a constant input. The block of the
    weight matrix, row-major, is approximated by :math:`B \otimes A`; it is exact for one example,
    and where inputs and backpropagated vectors are uncorrelated.

    Parameters
    ----------
    acts : tensor, shape (n, i), float64 or float32
        Inputs of the layer, one row an example, without the constant.
    backs : tensor, shape (n, o) or (n, k, o), dtype and device of `acts`
        Gradients at the layer's outputs. They belong to labels drawn from the model's predictions,
        one a row; or, for the expectation over labels in place of a sample, they are the k columns
        of a square root of the loss's Hessian, backpropagated. Of the given labels they would make
        the empirical Fisher.
    bias : bool
        Whether to append the constant input.

    Returns
    -------
    A : tensor, shape (i + 1, i + 1), or (i, i) without bias, dtype and device of `acts`
    B : tensor, shape (o, o), dtype and device of `acts`

    Raises
    ------
    ValueError
        When the two disagree on the number of examples, or there is none.

    References
    ----------
    Martens & Grosse, Optimizing Neural Networks with Kronecker-factored Approximate Curvature
    (2015), sections 2 and 3.

    Examples
    --------
    >>> import torch
    >>> acts, backs = torch.tensor([[1.0], [3.0]]), torch.tensor([[2.0], [-2.0]])
    >>> kfac_factors(acts, backs)
    (tensor([[5., 2.],
            [2., 1.]]), tensor([[4.]]))

    """
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} backpropagated gradients")
    inputs = torch.cat([acts, acts.new_ones(n, 1)], dim=1) if bias else acts
    columns = backs.reshape(-1, backs.shape[-1])
    return inputs.mT @ inputs / n, columns.mT @ columns / n


def kfac_average(
    average: torch.Tensor | None, factor: torch.Tensor, decay: float, step: int
) -> torch.Tensor:
    r"""Return the exponentially decaying average of a factor, corrected for its start.

    After t steps it weights the factor of step k by :math:`\rho^{t-k}`, and the weights are divided
    by their sum, so that an average of equal factors is that factor from the first step on.

    Parameters
    ----------
    average : tensor, shape (n, n), or None
        What the previous call returned; None at the first step.
    factor : tensor, shape (n, n), float64 or float32
        Factor of the new batch.
    decay : float
        :math:`\rho`, in [0, 1).
    step : int
        Number t of the new batch, from 1 on.

    Returns
    -------
    tensor, shape (n, n), dtype and device of `factor`

    Raises
    ------
    ValueError
        When `step` is less than 1.

    References
    ----------
    Martens & Grosse (2015), section 5, for averaging the factors; Kingma & Ba, Adam (2015), section
    3, for the correction.

    Examples
    --------
    >>> import torch
    >>> first = kfac_average(None, torch.tensor([[4.0]]), 0.5, 1)
    >>> kfac_average(first, torch.tensor([[1.0]]), 0.5, 2)
    tensor([[2.]])

    """
    if step < 1:
        raise ValueError(f"steps count from 1, not from {step}")
    if average is None:
        return factor.clone()
    weight = (1 - decay) / (1 - decay**step)
    return (1 - weight) * average + weight * factor
