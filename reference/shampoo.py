"""The Shampoo step of one matrix."""

import torch


def shampoo_step(
    W: torch.Tensor, G: torch.Tensor, L: torch.Tensor, R: torch.Tensor, lr: float, eps: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    r"""Return weights and statistics after a step of Shampoo.

    .. math:: L_+ = L + G G^T, \quad R_+ = R + G^T G, \quad
        W_+ = W - \eta \, (L_+ + \epsilon I)^{-1/4} \, G \, (R_+ + \epsilon I)^{-1/4}

    With :math:`L = R = 0` at the start these are the paper's statistics, which start at
    :math:`\epsilon I`. Each side takes the fourth root, so that the two together scale the gradient
    by the inverse square root, as Adagrad does.

    Parameters
    ----------
    W : tensor, shape (m, n), float64 or float32
        Weights.
    G : tensor, shape (m, n), dtype and device of `W`
        Gradient.
    L : tensor, shape (m, m), dtype and device of `W`
        Sum of :math:`G G^T` over the steps so far.
    R : tensor, shape (n, n), dtype and device of `W`
        Sum of :math:`G^T G` over the steps so far.
    lr : float
        Learning rate :math:`\eta`.
    eps : float
        Regularisation :math:`\epsilon`, non-negative.

    Returns
    -------
    W, L, R : tensors, shapes, dtype and device of the inputs
        New tensors.

    Raises
    ------
    torch.linalg.LinAlgError
        When a statistic is singular and `eps` does not repair it.

    References
    ----------
    Gupta, Koren & Singer, Shampoo: Preconditioned Stochastic Tensor Optimization (2018), Algorithm
    1.

    Examples
    --------
    >>> import torch
    >>> W, G = torch.zeros(1, 2, dtype=torch.float64), torch.tensor([[3.0, 4.0]]).double()
    >>> L, R = torch.zeros(1, 1).double(), 16 * torch.eye(2).double()
    >>> W, L, R = shampoo_step(W, G, L, R, lr=1.0, eps=0.0)
    >>> L
    tensor([[25.]], dtype=torch.float64)
    >>> (-W * (25 * 41) ** 0.25).round(decimals=9)
    tensor([[3., 4.]], dtype=torch.float64)

    """
    left, right = L + G @ G.mT, R + G.mT @ G
    preconditioned = inverse_fourth_root(left, eps) @ G @ inverse_fourth_root(right, eps)
    return W - lr * preconditioned, left, right


def inverse_fourth_root(matrix: torch.Tensor, eps: float) -> torch.Tensor:
    r"""Return :math:`(M + \epsilon I)^{-1/4}` of a positive semidefinite matrix.

    Eigenvalues that roundoff made negative count as zero.

    Parameters
    ----------
    matrix : tensor, shape (n, n), float64 or float32
        Symmetric positive semidefinite.
    eps : float
        Regularisation, non-negative.

    Returns
    -------
    tensor, shape (n, n), dtype and device of `matrix`

    Raises
    ------
    torch.linalg.LinAlgError
        When the regularised matrix is singular.

    References
    ----------
    Higham, Functions of Matrices (2008), section 1.2 (functions of a diagonalisable matrix).

    Examples
    --------
    >>> import torch
    >>> inverse_fourth_root(torch.diag(torch.tensor([15.0, 80.0])), 1.0).round(decimals=4)
    tensor([[0.5000, 0.0000],
            [0.0000, 0.3333]])

    """
    eigenvalues, Q = torch.linalg.eigh(matrix)
    raised = eigenvalues.clamp(min=0) + eps
    if not bool((raised > 0).all()):
        raise torch.linalg.LinAlgError(  # type: ignore[attr-defined]
            "the statistic is singular and eps is zero"
        )
    root: torch.Tensor = (Q * raised.pow(-0.25)) @ Q.mT
    return root
