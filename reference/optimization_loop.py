"""The loop around gradient descent: when it stops, what it counts, what it returns."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Status = Literal["converged", "maxit", "nan", "user_stop"]
Result = tuple[Array, float, Status, int, int, Array, Array]


def minimize(
    fun: Callable[[Array], tuple[float, Array]],
    x0: Array,
    eta: float,
    gtol: float,
    maxit: int,
    callback: Callable[[int, Array, float], object] | None = None,
) -> Result:
    r"""Run gradient descent and report truthfully what happened.

    Parameters
    ----------
    fun : callable
        Value and gradient at a point: (n,) to (float, (n,)).
    x0 : ndarray, shape (n,), floating
        Start.
    eta : float
        Step size.
    gtol : float
        Converged where :math:`\|\nabla f\|_2 \le` `gtol`.
    maxit : int
        Largest number of accepted steps, 0 or more.
    callback : callable, optional
        Called as callback(nit, x, f) after each accepted step; it stops the run by raising
        StopIteration.

    Returns
    -------
    x : ndarray, shape (n,)
        Point of the lowest value that was seen, the first of several.
    f : float
        Value there.
    status : str
        "nan" where value or gradient is not finite, then "user_stop", "converged", "maxit" in the
        order of the tests.
    nit : int
        Accepted steps; one to a point that is not finite is none.
    nfev : int
        Calls of `fun`.
    history : ndarray, shape (nit + 1,), float64
        Value at the start and after each accepted step.
    last : ndarray, shape (n,)
        Where the last accepted step led: a run continues from there.

    Notes
    -----
    All other exceptions of `fun` and `callback` reach the caller. A start that is not finite gives
    "nan" with a history of that one value.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 2.2, for the form of such a loop.

    Examples
    --------
    >>> import numpy as np
    >>> result = minimize(lambda x: (float(x @ x / 2), x), np.array([8.0]), 0.5, 0.0, 2)
    >>> [result[i] for i in (0, 1, 2, 3, 4, 5)]
    [array([2.]), 2.0, 'maxit', 2, 3, array([32.,  8.,  2.])]

    """
    x = np.array(x0)
    f, g = fun(x)
    best, history, nfev = (x, f), [f], 1
    status: Status = "nan"
    while np.isfinite(f) and np.isfinite(g).all():
        if f < best[1]:
            best = x, f
        if len(history) > 1 and _is_stopped(callback, len(history) - 1, x, f):
            status = "user_stop"
        elif np.linalg.norm(g) <= gtol:
            status = "converged"
        elif len(history) > maxit:
            status = "maxit"
        else:
            following = x - eta * g
            f, g = fun(following)
            nfev += 1
            if np.isfinite(f) and np.isfinite(g).all():
                x = following
                history.append(f)
            continue
        break
    # Where the start is both the best point and the last, each gets an array of its own.
    return best[0].copy(), best[1], status, len(history) - 1, nfev, np.array(history), x.copy()


def _is_stopped(
    callback: Callable[[int, Array, float], object] | None, nit: int, x: Array, f: float
) -> bool:
    try:
        if callback is not None:
            callback(nit, x.copy(), f)
    except StopIteration:
        return True
    return False
