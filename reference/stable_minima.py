"""Where gradient descent on ½(uv − 1)² settles, and how sharp the minimum is."""

import math

import numpy as np
from numpy.typing import NDArray

STEPS = 20_000
CLOSE = 1e-10
FAR = 1e6


def stable_minima(
    u0: float, v0: float, eta: float
) -> tuple[NDArray[np.float64], float, float] | None:
    r"""Return the minimum of :math:`\tfrac12(uv - 1)^2` that gradient descent reaches.

    At a minimum the Hessian has the eigenvalues 0 and u² + v². A minimum with u² + v² > 2/η repels
    the iterates: a step multiplies a small residual uv − 1 by 1 − η(u² + v²). So only flat enough
    minima are reached, but for a start on one.

    Parameters
    ----------
    u0, v0 : float
        Start.
    eta : float
        Step size.

    Returns
    -------
    tuple or None
        The point, shape (2,), with :math:`|uv - 1| \le 10^{-10}`; its sharpness u² + v²; the
        largest sharpness that attracts, 2/η. None where the iterates leave :math:`|u|, |v| \le
        10^6`, or do not arrive in 20 000 steps, such as those that end at the saddle (0, 0).

    References
    ----------
    Wu, Ma & E, How SGD Selects the Global Minima in Over-parameterized Learning (2018);
    Wang et al., Large Learning Rate Tames Homogeneity: Convergence and Balancing Effect (2022).

    Examples
    --------
    >>> point, sharpness, limit = stable_minima(4.0, 0.25, 0.5)
    >>> point, sharpness, limit
    (array([4.  , 0.25]), 16.0625, 4.0)
    >>> stable_minima(0.0, 0.0, 0.5) is None
    True

    """
    u, v = float(u0), float(v0)
    for _ in range(STEPS + 1):
        residual = u * v - 1
        if abs(residual) <= CLOSE:
            return np.array([u, v]), u * u + v * v, 2 / eta
        u, v = u - eta * residual * v, v - eta * residual * u
        if not max(abs(u), abs(v)) <= FAR or math.isnan(v):
            return None
    return None
