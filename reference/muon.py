"""Muon: momentum orthogonalised by a Newton–Schulz iteration."""

import math

import torch

# Keller Jordan's coefficients: a large slope at 0 in exchange for convergence to 1.
A, B, C = 3.4445, -4.7750, 2.0315


def newton_schulz5(G: torch.Tensor, steps: int = 5, eps: float = 1e-7) -> torch.Tensor:
    r"""Return `G` with its singular values drawn towards 1 by a quintic iteration.

    .. math:: X_0 = G / \|G\|_F, \qquad X_{k+1} = a X_k + b\, X_k X_k^T X_k + c\, (X_k X_k^T)^2 X_k

    Singular vectors are kept, and each singular value is mapped by the polynomial
    :math:`a \sigma + b \sigma^3 + c \sigma^5` once a step. The values do not converge to 1: after
    five steps those that began at 0.003 or more of the norm lie between 0.68 and 1.21, smaller ones
    below.

    Parameters
    ----------
    G : tensor, shape (m, n), floating
        Matrix.
    steps : int
        Number of iterations.
    eps : float
        Least norm that `G` is divided by, so that the zero matrix stays zero.

    Returns
    -------
    tensor, shape (m, n), dtype and device of `G`
        A new tensor. The products are formed on the shorter side.

    Raises
    ------
    ValueError
        When `G` is not a matrix.

    References
    ----------
    Jordan et al., Muon: An Optimizer for Hidden Layers in Neural Networks (2024), for iteration and
    coefficients; Higham, Functions of Matrices (2008), chapter 8, for Newton–Schulz.

    Examples
    --------
    >>> import torch
    >>> G = torch.diag(torch.tensor([3.0, 4.0], dtype=torch.float64))
    >>> [round(sigma, 6) for sigma in newton_schulz5(G, steps=1).diagonal().tolist()]
    [1.193269, 0.976482]

    """
    if G.ndim != 2:
        raise ValueError(f"G must be a matrix, not of {G.ndim} dimensions")
    tall = G.shape[0] > G.shape[1]
    X = (G.mT if tall else G) / torch.linalg.norm(G).clamp(min=eps)
    for _ in range(steps):
        gram = X @ X.mT
        X = A * X + (B * gram + C * gram @ gram) @ X
    result: torch.Tensor = X.mT.contiguous() if tall else X
    return result


def muon_step(
    W: torch.Tensor,
    G: torch.Tensor,
    buf: torch.Tensor,
    lr: float,
    mu: float = 0.95,
    wd: float = 0.0,
    nesterov: bool = True,
) -> tuple[torch.Tensor, torch.Tensor]:
    r"""Return weights and momentum after a step of Muon.

    .. math:: M_+ = \mu M + (1 - \mu) G, \qquad U = (1 - \mu) G + \mu M_+, \qquad
        W_+ = (1 - \eta \omega) W - \eta \sqrt{\max(1, m / n)}\; \mathrm{NS}(U)

    The momentum is an average, unlike that of `torch.optim.SGD`. Without `nesterov`, U is the new
    momentum. Weight decay takes the plain learning rate, the update the adjusted one.

    Parameters
    ----------
    W : tensor, shape (m, n), floating
        Weights.
    G : tensor, shape (m, n), dtype and device of `W`
        Gradient.
    buf : tensor, shape (m, n), dtype and device of `W`
        Momentum M, zero at the start.
    lr : float
        Learning rate :math:`\eta`.
    mu : float
        Decay of the momentum, in [0, 1).
    wd : float
        Weight decay :math:`\omega`.
    nesterov : bool
        Whether to look ahead along the new momentum.

    Returns
    -------
    W, buf : tensors, shape (m, n), dtype and device of `W`
        New tensors.

    Raises
    ------
    ValueError
        When the parameter is not a matrix.

    References
    ----------
    Jordan et al., Muon: An Optimizer for Hidden Layers in Neural Networks (2024); the form with an
    averaged momentum and the adjusted rate is that of `torch.optim.Muon`.

    Examples
    --------
    >>> import torch
    >>> G = torch.diag(torch.tensor([3.0, 4.0], dtype=torch.float64))
    >>> W, buf = muon_step(torch.zeros(2, 2).double(), G, torch.zeros(2, 2).double(), lr=0.1)
    >>> buf.diagonal().round(decimals=12)
    tensor([0.1500, 0.2000], dtype=torch.float64)
    >>> torch.allclose(W, -0.1 * newton_schulz5(0.05 * G + 0.95 * buf))
    True

    """
    if W.ndim != 2:
        raise ValueError(f"Muon is for matrices; this parameter has {W.ndim} dimensions")
    momentum = mu * buf + (1 - mu) * G
    update = (1 - mu) * G + mu * momentum if nesterov else momentum
    adjusted = lr * math.sqrt(max(1.0, W.shape[0] / W.shape[1]))
    return (1 - lr * wd) * W - adjusted * newton_schulz5(update), momentum
