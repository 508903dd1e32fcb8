"""The rate of linear convergence: measured on a run, and promised by theory."""

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

FLOOR = 1e-12
FEWEST = 3


def linear_rate(dist: Array) -> float:
    r"""Return the factor by which the distances of a run shrink from one step to the next.

    A line is fitted to their natural logarithms, over the later half of the usable points: at first
    faster components still die out, and at the end there is only roundoff.

    Parameters
    ----------
    dist : ndarray, shape (T,), floating
        Distances to the solution. Usable are those before the first that is not finite or not
        above :math:`10^{-12}` of the first.

    Returns
    -------
    float
        nan with fewer than three usable points. 0.0 where convergence is superlinear: each ratio of
        two usable neighbours is at most half the ratio before.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., appendix A.2, rates of convergence.

    Examples
    --------
    >>> import numpy as np
    >>> round(linear_rate(0.5 ** np.arange(20)), 12)
    0.5

    """
    with np.errstate(invalid="ignore"):
        is_usable = np.isfinite(dist) & (dist > FLOOR * dist[:1])
    count = len(dist) if is_usable.all() else int(np.argmin(is_usable))
    if count < FEWEST:
        return math.nan
    usable = dist[:count]
    ratios = usable[1:] / usable[:-1]
    if np.all(ratios[1:] <= ratios[:-1] / 2):
        return 0.0
    start = min(count // 2, count - FEWEST)
    slope = np.polyfit(np.arange(start, count), np.log(usable[start:]), 1)[0]
    return float(np.exp(slope))


def iterations_to(eps: float, kappa: float, eta: float) -> float:
    r"""Return after how many steps gradient descent has certainly divided the distance by 1/eps.

    On a strongly convex quadratic each step multiplies the components of the error by
    :math:`1 - \eta\lambda/L`, with :math:`\lambda/L` from :math:`1/\kappa` to 1.

    Parameters
    ----------
    eps : float
        Share of the first distance that may be left, positive.
    kappa : float
        Condition number, 1 or more.
    eta : float
        Step size in units of 1/L, positive.

    Returns
    -------
    float
        A whole number: the smallest k with :math:`\rho^k \le \epsilon` for the largest factor
        :math:`\rho`; infinity where :math:`\rho \ge 1` and :math:`\epsilon < 1`.

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed., section 2.1.5.

    Examples
    --------
    >>> iterations_to(1e-6, 100.0, 1.0)
    1375.0

    """
    if eps >= 1:
        return 0.0
    rho = max(abs(1 - eta), abs(1 - eta / kappa))
    if rho >= 1:
        return math.inf
    return float(math.ceil(math.log(eps) / math.log(rho))) if rho > 0 else 1.0
