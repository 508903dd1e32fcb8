"""The Cauchy point and the dogleg step of a trust region."""

import numpy as np
from numpy.typing import NDArray

from reference.newton import newton_step
from reference.trust_region import boundary_crossing

Array = NDArray[np.floating]


def cauchy_point(g: Array, B: Array, delta: float) -> Array:
    r"""Return the minimiser of the quadratic model along :math:`-g` within the trust region.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    B : ndarray, shape (n, n), floating
        Symmetric matrix of the model, definite or not.
    delta : float
        Radius, positive.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs
        On the boundary where the curvature along g is not positive; zero where g is zero.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equations (4.11) and (4.12).

    Examples
    --------
    >>> import numpy as np
    >>> cauchy_point(np.array([2.0, 0.0]), np.diag([4.0, 1.0]), 10.0)
    array([-0.5, -0. ])
    >>> cauchy_point(np.array([2.0, 0.0]), np.diag([-4.0, 1.0]), 10.0)
    array([-10.,  -0.])

    """
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    u = g / slope
    curvature = float(u @ B @ u)
    length = min(delta, float(slope) / curvature) if curvature > 0 else delta
    return -length * u


def dogleg(g: Array, B: Array, delta: float) -> Array:
    r"""Return the dogleg step: along :math:`-g` to the model's minimiser there, then to Newton's.

    The path from 0 to :math:`p_U = -(g^T g / g^T B g)\, g` and on to :math:`p_B = -B^{-1} g` is
    followed until it ends or leaves the ball. Along it the distance grows and the model falls, when
    B is positive definite. Where B is not, Newton's step is none, and the Cauchy point is returned.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    B : ndarray, shape (n, n), floating
        Symmetric matrix of the model.
    delta : float
        Radius, positive.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs
        A step no longer than `delta` whose model value is at most the Cauchy point's.

    Raises
    ------
    ValueError
        When `delta` is not positive.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equations (4.15) and (4.16) and Lemma 4.2.

    Examples
    --------
    >>> import numpy as np
    >>> g, B = np.array([2.0, 2.0]), np.diag([1.0, 3.0])
    >>> dogleg(g, B, 10.0).round(12)
    array([-2.        , -0.66666667])
    >>> dogleg(g, B, 1.0).round(6)
    array([-0.707107, -0.707107])

    """
    if not delta > 0:
        raise ValueError(f"delta must be positive, not {delta}")
    first = cauchy_point(g, B, delta)
    if not np.linalg.norm(first) < delta or not first.any():
        return first
    try:
        newton = newton_step(g, B)
    except np.linalg.LinAlgError:
        return first
    if np.linalg.norm(newton) <= delta:
        return newton
    leg = newton - first
    return first + boundary_crossing(first, leg, delta)[1] * leg
