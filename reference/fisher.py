"""The Fisher information of softmax regression, exact and empirical."""

import torch


def fisher(W: torch.Tensor, X: torch.Tensor, y: torch.Tensor | None = None) -> torch.Tensor:
    r"""Return the Fisher information matrix of softmax regression, averaged over the examples.

    .. math:: F = \frac1n \sum_k (x_k x_k^T) \otimes (\mathrm{diag}(p_k) - p_k p_k^T),
        \qquad p_k = \mathrm{softmax}(W^T x_k)

    The expectation of the score's outer product is taken over the model's own predictions, not over
    the labels; for softmax regression F equals the Hessian of the mean cross-entropy and the
    generalised Gauss–Newton matrix.

    Parameters
    ----------
    W : tensor, shape (d, c), float64 or float32
        Weights; row-major :math:`\mathrm{vec}(W)` orders the rows and columns of F.
    X : tensor, shape (n, d), dtype and device of `W`
        Inputs, n at least 1.
    y : tensor, shape (n,), optional
        Labels. They are not used.

    Returns
    -------
    tensor, shape (d c, d c), dtype and device of `W`

    References
    ----------
    Martens, New Insights and Perspectives on the Natural Gradient Method (2020);
    Amari, Natural Gradient Works Efficiently in Learning (1998).

    Examples
    --------
    >>> import torch
    >>> W = torch.zeros(1, 2, dtype=torch.float64)
    >>> fisher(W, torch.tensor([[2.0]], dtype=torch.float64))
    tensor([[ 1., -1.],
            [-1.,  1.]], dtype=torch.float64)

    """
    n, d = X.shape
    p = torch.softmax(X.detach() @ W.detach(), dim=1)
    c = p.shape[1]
    covariance = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    by_input = (X.detach()[:, :, None, None] * covariance[:, None]).reshape(n, d * c * c)
    blocks = (X.detach().mT @ by_input).reshape(d, d, c, c) / n
    return blocks.permute(0, 2, 1, 3).reshape(d * c, d * c)


def empirical_fisher(W: torch.Tensor, X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    r"""Return the mean outer product of the per-example gradients of softmax regression.

    .. math:: \frac1n \sum_k g_k g_k^T, \qquad g_k = \mathrm{vec}\left(x_k (p_k - e_{y_k})^T\right)

    It is not the Fisher information: it depends on the labels, and it agrees with `fisher` on
    average only where the labels are distributed as the model predicts.

    Parameters
    ----------
    W : tensor, shape (d, c), float64 or float32
        Weights.
    X : tensor, shape (n, d), dtype and device of `W`
        Inputs, n at least 1.
    y : tensor, shape (n,), int64
        Labels in 0 … c - 1.

    Returns
    -------
    tensor, shape (d c, d c), dtype and device of `W`

    References
    ----------
    Kunstner, Balles & Hennig, Limitations of the Empirical Fisher Approximation for Natural
    Gradient Descent (2019).

    Examples
    --------
    >>> import torch
    >>> W, X = torch.zeros(1, 2, dtype=torch.float64), torch.tensor([[2.0]], dtype=torch.float64)
    >>> empirical_fisher(W, X, torch.tensor([0]))
    tensor([[ 1., -1.],
            [-1.,  1.]], dtype=torch.float64)

    """
    p = torch.softmax(X.detach() @ W.detach(), dim=1)
    errors = p - torch.nn.functional.one_hot(y, p.shape[1]).to(p.dtype)
    gradients = (X.detach()[:, :, None] * errors[:, None, :]).reshape(len(X), -1)
    return gradients.mT @ gradients / len(X)
