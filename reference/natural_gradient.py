"""The natural gradient: by Fisher-vector products, and in closed form for a normal distribution."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.floating])


def natural_step(
    grad_loglik: torch.Tensor,
    fvp: Callable[[torch.Tensor], torch.Tensor],
    damping: float,
    iters: int,
) -> torch.Tensor:
    r"""Return the natural gradient :math:`(F + \lambda I)^{-1} g` by conjugate gradients.

    The step has the sign of the gradient: it ascends the log-likelihood. The iteration ends early
    when the residual has fallen to roundoff. Without damping a singular F gives the solution of
    least norm where one exists.

    Parameters
    ----------
    grad_loglik : tensor, shape (n,), float64 or float32
        Gradient g of the log-likelihood.
    fvp : callable
        Takes a vector of shape (n,) to its product with the Fisher matrix; called at most `iters`
        times.
    damping : float
        :math:`\lambda`, non-negative.
    iters : int
        Largest number of iterations; n of them solve the system but for roundoff.

    Returns
    -------
    tensor, shape (n,), dtype and device of `grad_loglik`

    Raises
    ------
    ValueError
        When `damping` is negative or not a number.
    torch.linalg.LinAlgError
        When :math:`F + \lambda I` is not positive definite along a search direction: F is singular
        and g not in its range, or F is not a Fisher matrix.

    References
    ----------
    Amari, Natural Gradient Works Efficiently in Learning (1998); Nocedal & Wright, Numerical
    Optimization, 2nd ed., Algorithm 5.2 (conjugate gradients).

    Examples
    --------
    >>> import torch
    >>> g, F = torch.tensor([2.0, 3.0]).double(), torch.tensor([1.0, 0.5]).double()
    >>> natural_step(g, lambda v: F * v, damping=1.0, iters=2)
    tensor([1., 2.], dtype=torch.float64)

    """
    if not damping >= 0:
        raise ValueError(f"damping must be non-negative, not {damping}")
    epsilon = torch.finfo(grad_loglik.dtype).eps
    x = torch.zeros_like(grad_loglik)
    r = grad_loglik.detach().clone()
    p = r.clone()
    squared = r @ r
    solved = (10 * epsilon) ** 2 * squared
    largest = 0.0
    for _ in range(iters):
        if squared <= solved:
            break
        Fp = fvp(p) + damping * p
        curvature = p @ Fp
        rayleigh = float(curvature / (p @ p))
        largest = max(largest, rayleigh)
        # Along the null space of F the curvature is roundoff, of either sign.
        if not rayleigh > 10 * epsilon * largest:
            raise torch.linalg.LinAlgError(  # type: ignore[attr-defined]
                "the Fisher matrix is singular along a search direction"
            )
        alpha = squared / curvature
        x = x + alpha * p
        r = r - alpha * Fp
        previous, squared = squared, r @ r
        p = r + squared / previous * p
    return x


def gaussian_natgrad(
    mu: Number, sigma: Number, gmu: Number, gsigma: Number
) -> tuple[Number, Number]:
    r"""Return the natural gradient in mean and standard deviation of a normal distribution.

    The Fisher matrix of :math:`(\mu, \sigma)` is :math:`\mathrm{diag}(1 / \sigma^2, 2 / \sigma^2)`,
    so the natural gradient is :math:`(\sigma^2 g_\mu, \sigma^2 g_\sigma / 2)`.

    Parameters
    ----------
    mu : float or ndarray
        Mean. The Fisher matrix does not depend on it.
    sigma : float or ndarray
        Standard deviation, positive.
    gmu, gsigma : float or ndarray
        Gradient with respect to mean and standard deviation.

    Returns
    -------
    tuple of float or of ndarray

    Raises
    ------
    ValueError
        When a standard deviation is not positive.

    References
    ----------
    Amari, Natural Gradient Works Efficiently in Learning (1998), for the definition; the matrix is
    in any text on mathematical statistics (Lehmann & Casella, Theory of Point Estimation, section
    2.5).

    Examples
    --------
    >>> gaussian_natgrad(0.0, 2.0, 1.0, 3.0)
    (4.0, 6.0)

    """
    if not np.all(np.asarray(sigma) > 0):
        raise ValueError("sigma must be positive")
    return sigma**2 * gmu, sigma**2 * gsigma / 2
