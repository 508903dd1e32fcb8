"""The Armijo condition along a line."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def sufficient_decrease_ok(phi0: float, phia: float, dphi0: float, c1: float, a: float) -> bool:
    r"""Return whether one step decreases a function of one variable enough.

    .. math:: \varphi(a) \le \varphi(0) + c_1 a \varphi'(0)

    Parameters
    ----------
    phi0, phia : float
        Value at 0 and at the step.
    dphi0 : float
        Derivative at 0.
    c1 : float
        Share of the promised decrease that is asked for.
    a : float
        Step, 0 or more.

    Returns
    -------
    bool
        Equality counts as enough; a value that is not finite does not.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (3.4).

    Examples
    --------
    >>> sufficient_decrease_ok(10.0, 9.0, -4.0, 0.25, 0.5)
    True

    """
    return bool(math.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)


def armijo_interval(
    phi: Callable[[float], float], dphi0: float, c1: float, grid: Array
) -> NDArray[np.bool_]:
    r"""Return which steps of a grid decrease a function of one variable enough.

    Parameters
    ----------
    phi : callable
        Function along the line; called once at 0 and once at each step.
    dphi0 : float
        Its derivative at 0.
    c1 : float
        Share of the promised decrease that is asked for.
    grid : ndarray, shape (m,), floating
        Steps, 0 or more, in any order.

    Returns
    -------
    ndarray, shape (m,), bool
        Equality counts as enough; a value that is not finite does not.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (3.4).

    Examples
    --------
    >>> import numpy as np
    >>> armijo_interval(lambda a: a * (a - 2.0), -2.0, 0.25, np.array([0.5, 1.0, 1.5, 2.0]))
    array([ True,  True,  True, False])

    """
    start = float(phi(0.0))
    enough = [sufficient_decrease_ok(start, float(phi(a)), dphi0, c1, a) for a in grid.tolist()]
    return np.array(enough, dtype=np.bool_)
