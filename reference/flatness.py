"""How much a function rises around a point, on average over Gaussian perturbations."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def expected_rise(
    f: Callable[[Array], float], x: Array, sigma: float, s: int, seed: int
) -> tuple[float, float]:
    r"""Estimate :math:`E f(x + \sigma z) - f(x)` over standard normal z, with its standard error.

    Each of s directions is used with both signs: the two values' mean has no part that is odd in z,
    so the gradient at x adds no noise. To second order in :math:`\sigma` the rise is
    :math:`\tfrac12 \sigma^2 \operatorname{tr} \nabla^2 f(x)`, and exactly that on a quadratic.

    Parameters
    ----------
    f : callable
        Value at a point of shape (n,); called :math:`2s + 1` times.
    x : ndarray, shape (n,), float64
        Centre.
    sigma : float
        Standard deviation of each coordinate, non-negative.
    s : int
        Number of directions, at least 2.
    seed : int
        Of `numpy.random.default_rng`, which draws the directions one after the other.

    Returns
    -------
    mean : float
        Mean of the pairs' rises.
    se : float
        Its standard error: their standard deviation (with s − 1) over the root of s.

    Raises
    ------
    ValueError
        When s is less than 2, or `sigma` is negative or not a number.

    References
    ----------
    Hochreiter & Schmidhuber, Flat Minima (1997), for the idea; Owen, Monte Carlo Theory, Methods
    and Examples (2013), section 8.2, for antithetic sampling.

    Examples
    --------
    >>> import numpy as np
    >>> mean, se = expected_rise(lambda x: float(3 * x[0] + x @ x), np.ones(2), 0.1, 400, seed=0)
    >>> abs(mean - 0.1**2 * 2) <= 4 * se
    True

    """
    if s < 2:
        raise ValueError(f"a standard error needs two directions or more, not {s}")
    if not sigma >= 0:
        raise ValueError(f"sigma must be non-negative, not {sigma}")
    rng = np.random.default_rng(seed)
    centre = f(x)
    rises = np.empty(s)
    for i in range(s):
        step = sigma * rng.standard_normal(len(x))
        rises[i] = (f(x + step) + f(x - step)) / 2 - centre
    return float(rises.mean()), float(rises.std(ddof=1) / np.sqrt(s))
