"""The density of a Hessian's eigenvalues, by stochastic Lanczos quadrature."""

import math
from collections.abc import Callable

import torch

from reference.lanczos import lanczos


def slq_density(
    Hv: Callable[[torch.Tensor], torch.Tensor],
    probes: torch.Tensor,
    k: int,
    grid: torch.Tensor,
    sigma: float,
) -> torch.Tensor:
    r"""Return a smoothed estimate of the density of eigenvalues at the points of a grid.

    .. math:: \rho(t) = \frac1m \sum_{z} \sum_{i=1}^{k} u_{i1}^2 \,
        \frac{1}{\sigma\sqrt{2\pi}} \exp\left(-\frac{(t - \theta_i)^2}{2\sigma^2}\right)

    For each probe z, brought to length 1, k Lanczos steps give a tridiagonal matrix with the
    eigenvalues :math:`\theta_i` and unit eigenvectors :math:`u_i`. The squared first components are
    the weights of a Gauss quadrature, exact for polynomials up to degree 2k - 1. Averaged over
    random probes it estimates the mean over all eigenvalues, smoothed by a Gaussian.

    Parameters
    ----------
    Hv : callable
        Takes a float64 tensor of shape (n,) to its product with the symmetric matrix H; called k
        times for each probe.
    probes : tensor, shape (m, n), float64
        One probe a row, none of them zero; random signs or standard normal entries.
    k : int
        Number of Lanczos steps, 1 to n.
    grid : tensor, shape (p,), float64
        Points, which need not cover the spectrum.
    sigma : float
        Width of the Gaussian, positive.

    Returns
    -------
    tensor, shape (p,), float64
        Its integral over the whole line is 1.

    Raises
    ------
    ValueError
        When k is not in 1 … n, a probe is zero, or sigma is not positive.

    References
    ----------
    Ubaru, Chen & Saad, Fast Estimation of tr(f(A)) via Stochastic Lanczos Quadrature (2017);
    Ghorbani, Krishnan & Xiao, An Investigation into Neural Net Optimization via Hessian Eigenvalue
    Density (2019); Golub & Meurant, Matrices, Moments and Quadrature with Applications (2010),
    chapter 6.

    Examples
    --------
    >>> import torch
    >>> probes = torch.ones(1, 4, dtype=torch.float64)
    >>> grid = torch.tensor([0.0, 3.0], dtype=torch.float64)
    >>> slq_density(lambda v: 3 * v, probes, 2, grid, 0.5).round(decimals=6)
    tensor([0.0000, 0.7979], dtype=torch.float64)

    """
    if not sigma > 0:
        raise ValueError(f"sigma must be positive, not {sigma}")
    density = torch.zeros_like(grid)
    for probe in probes:
        alpha, beta, _ = lanczos(Hv, probe, k)
        T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
        nodes, vectors = torch.linalg.eigh(T)
        weights = vectors[0].square()
        density += torch.exp(-(((grid[:, None] - nodes) / sigma) ** 2) / 2) @ weights
    return density / (len(probes) * sigma * math.sqrt(2 * math.pi))
