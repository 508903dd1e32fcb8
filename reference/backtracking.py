"""Backtracking line search for the Armijo condition."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def backtrack(
    f: Callable[[Array], float],
    df: Callable[[Array], Array],
    x: Array,
    p: Array,
    a0: float = 1.0,
    c1: float = 1e-4,
    rho: float = 0.5,
    maxit: int = 60,
) -> float:
    r"""Return the first of the steps :math:`a_0, \rho a_0, \rho^2 a_0, \dots` that is accepted.

    .. math:: f(x + a p) \le f(x) + c_1 a\, \nabla f(x)^T p

    One gradient is used, and one value of f for x and for each step tried.

    Parameters
    ----------
    f, df : callable
        Function and gradient. A value that is not finite refuses the step.
    x : ndarray, shape (n,), floating
        Point in the domain of f.
    p : ndarray, shape (n,), floating
        Descent direction; of any length.
    a0 : float
        First step, positive.
    c1 : float
        Share of the promised decrease that is asked for, in (0, 1).
    rho : float
        Factor from one step to the next, in (0, 1).
    maxit : int
        Largest number of steps tried.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        When p does not descend: the slope :math:`\nabla f(x)^T p` is not negative.
    RuntimeError
        When none of `maxit` steps decreases f enough.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 3.1.

    Examples
    --------
    >>> import numpy as np
    >>> backtrack(lambda x: float(x @ x), lambda x: 2 * x, np.array([3.0]), np.array([-24.0]))
    0.125

    """
    slope = float(df(x) @ p)
    if not slope < 0:
        raise ValueError(f"p is no descent direction: the slope along it is {slope}")
    start, a = f(x), a0
    for _ in range(maxit):
        value = f(x + a * p)
        # Written so that nan, of which no comparison holds, refuses the step.
        if math.isfinite(value) and value <= start + c1 * a * slope:
            return float(a)
        a *= rho
    raise RuntimeError(f"none of {maxit} steps decreases f enough")
