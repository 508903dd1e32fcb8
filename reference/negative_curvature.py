"""A direction of negative curvature, by the Lanczos method."""

from collections.abc import Callable

import torch

from reference.lanczos import lanczos

NEGLIGIBLE = 1e-10


def negative_curvature(
    Hv: Callable[[torch.Tensor], torch.Tensor], n: int, k: int, g: torch.Tensor, seed: int
) -> tuple[torch.Tensor, float] | None:
    r"""Return a direction along which the curvature is negative, and that curvature.

    It is the Ritz vector of the smallest Ritz value after k Lanczos steps from a random start:
    the unit vector v of least :math:`v^T H v` in the Krylov space. Of its two signs the one that
    does not go uphill is taken, :math:`g^T v \le 0`.

    Parameters
    ----------
    Hv : callable
        Takes a float64 tensor of shape (n,) to its product with the symmetric matrix H; called k
        times.
    n : int
        Order of H.
    k : int
        Number of steps, 1 to n.
    g : tensor, shape (n,), float64
        Gradient; decides the sign.
    seed : int
        Seed of the start vector.

    Returns
    -------
    tuple of tensor (n,) and float, or None
        v, of length 1, and :math:`v^T H v`; None where the smallest Ritz value is not below
        :math:`-10^{-10}` times the largest modulus of a Ritz value.

    Raises
    ------
    ValueError
        When k is not in 1 … n.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 10.1, for the method; Nocedal & Wright,
    Numerical Optimization, 2nd ed., section 7.1, for directions of negative curvature.

    Examples
    --------
    >>> import torch
    >>> H = torch.diag(torch.tensor([2.0, -1.0], dtype=torch.float64))
    >>> g = torch.tensor([0.0, 3.0], dtype=torch.float64)
    >>> v, curvature = negative_curvature(lambda v: H @ v, 2, 2, g, seed=0)
    >>> (v + torch.tensor([0.0, 1.0])).abs().max() < 1e-12, round(curvature, 12)
    (tensor(True), -1.0)
    >>> negative_curvature(lambda v: v, 2, 2, g, seed=0) is None
    True

    """
    generator = torch.Generator().manual_seed(seed)
    start = torch.randn(n, generator=generator, dtype=torch.float64)
    alpha, beta, Q = lanczos(Hv, start, k)
    T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
    ritz, vectors = torch.linalg.eigh(T)
    if not float(ritz[0]) < -NEGLIGIBLE * float(ritz.abs().max()):
        return None
    v = Q @ vectors[:, 0]
    v = v / torch.linalg.norm(v)
    return (-v if float(g @ v) > 0 else v), float(ritz[0])
