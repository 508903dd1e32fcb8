"""Hutchinson's estimate of a trace."""

import math
from collections.abc import Callable

import torch


def hutchinson(
    Hv: Callable[[torch.Tensor], torch.Tensor],
    n: int,
    s: int,
    seed: int,
    device: str = "cpu",
) -> tuple[float, float]:
    r"""Return an unbiased estimate of the trace from s matrix-vector products, and its error.

    .. math:: \mathrm{tr}(H) = \mathbb{E}[z^T H z], \qquad P(z_i = 1) = P(z_i = -1) = 1/2

    The variance of one probe is twice the sum of the squared off-diagonal entries: a diagonal
    matrix has its trace from a single probe.

    Parameters
    ----------
    Hv : callable
        Takes a float64 tensor of shape (n,) to its product with the symmetric matrix H; called s
        times.
    n : int
        Order of H.
    s : int
        Number of probes, at least 1.
    seed : int
        Seed of the probes.
    device : str
        Of the vectors that `Hv` is given; they are float64.

    Returns
    -------
    mean : float
        The estimate.
    stderr : float
        Its standard error, the sample deviation over :math:`\sqrt{s}`; infinite for one probe,
        which says nothing of the spread.

    Raises
    ------
    ValueError
        When s is less than 1.

    References
    ----------
    Hutchinson, A Stochastic Estimator of the Trace of the Influence Matrix for Laplacian Smoothing
    Splines (1990).

    Examples
    --------
    >>> import torch
    >>> H = torch.diag(torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64))
    >>> hutchinson(lambda v: H @ v, 3, 4, seed=0)
    (6.0, 0.0)

    """
    if s < 1:
        raise ValueError(f"s must be at least 1, not {s}")
    generator = torch.Generator().manual_seed(seed)
    samples = []
    for _ in range(s):
        # Drawn on the CPU, so that every device has the same probes.
        z = (2 * torch.randint(0, 2, (n,), generator=generator) - 1).to(device, torch.float64)
        samples.append(float(z @ Hv(z)))
    mean = math.fsum(samples) / s
    if s == 1:
        return mean, math.inf
    variance = math.fsum((sample - mean) ** 2 for sample in samples) / (s - 1)
    return mean, math.sqrt(variance / s)
