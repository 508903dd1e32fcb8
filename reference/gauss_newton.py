"""The Gauss–Newton method for nonlinear least squares."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class GaussNewtonResult(NamedTuple):
    r"""What a run of `gauss_newton` found.

    `b` is the last iterate, shape (n,), `rss` the sum of squared residuals there and `history` that
    sum at each iterate, the start first.
    """

    b: Array
    rss: float
    history: list[float]
    converged: bool


def gauss_newton_step(J: Array, r: Array) -> Array:
    r"""Return the Gauss–Newton step: the least-squares solution of :math:`J p = -r`.

    It minimises :math:`\|J p + r\|`, by the singular value decomposition. The normal equations
    :math:`J^T J p = -J^T r` have the same solution but square the condition number.

    Parameters
    ----------
    J : ndarray, shape (m, n), floating
        Jacobian of the residuals.
    r : ndarray, shape (m,)
        Residuals.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs
        The solution of least norm where J has not full column rank.

    Raises
    ------
    numpy.linalg.LinAlgError
        When the decomposition does not converge, as with NaN in `J`.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equations (10.23) and (10.26).

    Examples
    --------
    >>> import numpy as np
    >>> gauss_newton_step(np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([3.0, 4.0, 5.0]))
    array([-3., -2.])

    """
    step: Array = np.linalg.lstsq(J, -r, rcond=None)[0]
    return step


def gauss_newton(
    res: Callable[[Array], Array],
    jac: Callable[[Array], Array],
    b0: Array,
    *,
    tol: float = 1e-10,
    maxit: int = 200,
) -> GaussNewtonResult:
    r"""Minimise a sum of squares by full Gauss–Newton steps, without any safeguard.

    The run stops when the step is small beside the iterate in the metric of the Jacobian's columns,
    :math:`\|D p\| \le` `tol` :math:`\|D b\|` with :math:`D_{jj} = \|J e_j\|`, which does not depend
    on the units of the parameters. Far from a minimum, or where residuals stay large, the iterates
    may diverge; then `converged` is False.

    Parameters
    ----------
    res : callable
        Residuals of shape (m,) at parameters of shape (n,).
    jac : callable
        Their Jacobian, shape (m, n).
    b0 : ndarray, shape (n,), float64
        Start; it is not changed.
    tol : float
        Relative length of a step that ends the run.
    maxit : int
        Largest number of steps.

    Returns
    -------
    GaussNewtonResult

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 10.3.

    Examples
    --------
    >>> import numpy as np
    >>> x, y = np.array([0.0, 1.0, 2.0]), np.array([2.0, 4.0, 8.0])
    >>> result = gauss_newton(
    ...     lambda b: b[0] * np.exp(b[1] * x) - y,
    ...     lambda b: np.stack([np.exp(b[1] * x), b[0] * x * np.exp(b[1] * x)], axis=1),
    ...     np.array([1.5, 0.5]))
    >>> result.converged, result.b.round(12)
    (True, array([2.        , 0.69314718]))

    """
    b = b0.copy()
    history: list[float] = []
    # A diverging run overflows; that is its answer, not an accident.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        r = res(b)
        history.append(float(r @ r))
        for _ in range(maxit):
            J = jac(b)
            if not (np.isfinite(J).all() and np.isfinite(r).all()):
                break
            p = gauss_newton_step(J, r)
            scale = np.linalg.norm(J, axis=0)
            b = b + p
            r = res(b)
            history.append(float(r @ r))
            if np.linalg.norm(scale * p) <= tol * np.linalg.norm(scale * b):
                # A Jacobian that has underflowed shortens the step, but solves nothing.
                converged = bool(np.isfinite(r).all() and scale.all())
                return GaussNewtonResult(b, history[-1], history, converged)
    return GaussNewtonResult(b, history[-1], history, converged=False)
