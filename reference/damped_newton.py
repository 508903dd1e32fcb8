"""Newton's method with backtracking."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reference.newton import newton_step

Array = NDArray[np.floating]


def damped_newton(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    hess: Callable[[Array], Array],
    x0: Array,
    alpha: float = 0.1,
    beta: float = 0.7,
    tol: float = 1e-10,
    maxit: int = 100,
) -> tuple[Array, float, list[float], list[float]]:
    r"""Minimise a convex function by Newton steps shortened until they decrease it enough.

    A step size :math:`t` is accepted when :math:`f(x + t p) \le f(x) - \alpha t \lambda^2`. The run
    stops when :math:`\lambda^2 / 2 \le` `tol`, which does not depend on the units of the variables.

    Parameters
    ----------
    f, grad, hess : callable
        Value, gradient of shape (n,) and Hessian of shape (n, n) at a point. `f` may return
        infinity outside its domain; such a step is shortened.
    x0 : ndarray, shape (n,), float64
        Starting point inside the domain; it is not changed.
    alpha : float
        Required fraction of the decrease that the slope promises, in (0, 1/2).
    beta : float
        Factor that shortens a refused step, in (0, 1).
    tol : float
        Bound on the estimated gap :math:`\lambda^2 / 2`.
    maxit : int
        Largest number of iterations.

    Returns
    -------
    x : ndarray, shape (n,), float64
        Last iterate.
    f : float
        Value there.
    lam2 : list of float
        :math:`\lambda^2` at each iterate where a step was computed. The run converged exactly if
        half of the last one is at most `tol`: otherwise `maxit` was reached, or no step size
        decreased the function enough.
    t : list of float
        Accepted step sizes.

    Raises
    ------
    numpy.linalg.LinAlgError
        When a Hessian on the way is not positive definite.

    References
    ----------
    Boyd & Vandenberghe, Convex Optimization, Algorithm 9.5, with the line search of Algorithm 9.2.

    Examples
    --------
    >>> import numpy as np
    >>> x, f, lam2, t = damped_newton(
    ...     lambda x: float(np.cosh(x[0])), lambda x: np.sinh(x),
    ...     lambda x: np.cosh(x)[:, None], np.array([1.0]))
    >>> lam2[-1] / 2 <= 1e-10, round(f, 12)
    (True, 1.0)

    """
    x, value = x0.copy(), float(f(x0))
    decrements: list[float] = []
    steps: list[float] = []
    for _ in range(maxit):
        g = grad(x)
        p = newton_step(g, hess(x))
        decrements.append(float(-g @ p))
        if decrements[-1] / 2 <= tol:
            break
        t, lower = _backtrack(f, x, value, p, -alpha * decrements[-1], beta)
        if t == 0:
            break
        steps.append(t)
        x, value = x + t * p, lower
    return x, value, decrements, steps


def _backtrack(
    f: Callable[[Array], float], x: Array, value: float, p: Array, slope: float, beta: float
) -> tuple[float, float]:
    t = 1.0
    while t >= np.finfo(float).eps:
        lower = float(f(x + t * p))
        if lower <= value + t * slope:
            return t, lower
        t *= beta
    return 0.0, value
