"""The curvature pair of a quasi-Newton method, and Powell's damping of it."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Status = Literal["ok", "damped", "skip"]


def secant_pair(
    x0: Array, x1: Array, g0: Array, g1: Array, B: Array | None = None, eps: float = 1e-8
) -> tuple[Array, Array, Status]:
    r"""Return step and change of gradient between two iterates, and whether they may be used.

    The secant equation :math:`B_+ s = y` has a positive definite solution exactly if
    :math:`s^T y > 0`. The test is relative, :math:`s^T y > \epsilon \|s\| \|y\|`, so that it does
    not depend on units. With a matrix `B`, y is first damped by `powell_damp`.

    Parameters
    ----------
    x0, x1 : ndarray, shape (n,), floating
        Iterates.
    g0, g1 : ndarray, shape (n,)
        Gradients there.
    B : ndarray, shape (n, n), optional
        Symmetric positive definite approximation of the Hessian.
    eps : float
        Least cosine of the angle between s and y.

    Returns
    -------
    s, y : ndarray, shape (n,), dtype of the inputs
    status : str
        "skip" where the returned pair fails the test, as with a zero step or NaN; otherwise
        "damped" where y was changed, "ok" where it was not.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equations (6.6) and (6.7), section 18.3.

    Examples
    --------
    >>> import numpy as np
    >>> zero, x1, g1 = np.zeros(2), np.array([1.0, 0.0]), np.array([-1.0, 0.0])
    >>> secant_pair(zero, x1, zero, g1)
    (array([1., 0.]), array([-1.,  0.]), 'skip')
    >>> secant_pair(zero, x1, zero, g1, np.eye(2))
    (array([1., 0.]), array([0.2, 0. ]), 'damped')

    """
    with np.errstate(invalid="ignore", over="ignore"):
        s, change = x1 - x0, g1 - g0
        y = change if B is None else powell_damp(s, change, B)
        # A comparison with NaN is False, so what is not a number is skipped.
        if not s @ y > eps * np.linalg.norm(s) * np.linalg.norm(y):
            return s, y, "skip"
    return s, y, "ok" if np.array_equal(y, change) else "damped"


def powell_damp(s: Array, y: Array, B: Array) -> Array:
    r"""Return y moved towards :math:`B s` until its curvature is large enough.

    .. math:: y' = \theta y + (1 - \theta) B s

    with :math:`\theta = 1` where :math:`s^T y \ge 0.2\, s^T B s`, and else the value that makes
    :math:`s^T y' = 0.2\, s^T B s`.

    Parameters
    ----------
    s, y : ndarray, shape (n,), floating
        Step and change of the gradient along it.
    B : ndarray, shape (n, n)
        Symmetric positive definite approximation of the Hessian.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs
        A new array.

    Raises
    ------
    ValueError
        When :math:`s^T B s < 0`: B is not positive definite.

    References
    ----------
    Powell, A Fast Algorithm for Nonlinearly Constrained Optimization Calculations (1978); Nocedal &
    Wright, Numerical Optimization, 2nd ed., Procedure 18.2, equations (18.14) and (18.15).

    Examples
    --------
    >>> import numpy as np
    >>> powell_damp(np.array([1.0, 0.0]), np.array([-1.0, 1.0]), np.eye(2))
    array([0.2, 0.4])

    """
    Bs = B @ s
    expected, curvature = s @ Bs, s @ y
    if expected < 0:
        raise ValueError("B is not positive definite along s")
    if not curvature < 0.2 * expected:
        return y.copy()
    theta = 0.8 * expected / (expected - curvature)
    damped: Array = theta * y + (1 - theta) * Bs
    return damped
