"""The trust-region subproblem: minimise a quadratic model in a ball."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Array = NDArray[np.floating]


def boundary_crossing(z: Array, d: Array, delta: float) -> tuple[float, float]:
    r"""Return the two :math:`\tau` with :math:`\|z + \tau d\| = \Delta`, smaller one first.

    Each root of the quadratic is computed without cancellation. Where `z` lies inside the ball the
    first is at most 0 and the second at least 0.

    Parameters
    ----------
    z : ndarray, shape (n,), floating
        Point with norm at most `delta`.
    d : ndarray, shape (n,)
        Direction, not zero.
    delta : float
        Radius, positive.

    Returns
    -------
    tuple of float

    References
    ----------
    Conn, Gould & Toint, Trust-Region Methods (2000), section 7.5 (the truncated conjugate gradient
    method needs it); the stable roots are those of any text on the quadratic equation.

    Examples
    --------
    >>> import numpy as np
    >>> boundary_crossing(np.array([1.0, 0.0]), np.array([2.0, 0.0]), 3.0)
    (-2.0, 1.0)

    """
    a = float(d @ d)
    b = float(z @ d)
    norm = float(np.linalg.norm(z))
    c = (norm - delta) * (norm + delta)
    root = np.sqrt(max(b * b - a * c, 0.0))
    q = -(b + np.copysign(root, b))
    if q == 0:
        return 0.0, 0.0
    first, second = sorted((q / a, c / q))
    return float(first), float(second)


def trust_region_step(g: Array, B: Array, delta: float) -> tuple[Array, float]:
    r"""Return the global minimiser of the quadratic model in a ball, and its multiplier.

    A step p solves the subproblem just if, for some :math:`\lambda \ge 0`,
    :math:`(B + \lambda I) p = -g`, :math:`\lambda (\Delta - \|p\|) = 0` and :math:`B + \lambda I`
    is positive semidefinite. One eigendecomposition reduces these conditions to one equation for
    :math:`\lambda`.

    Parameters
    ----------
    g : ndarray, shape (n,), float64
        Gradient.
    B : ndarray, shape (n, n), float64
        Symmetric matrix, definite or not; only its lower triangle is read.
    delta : float
        Radius, positive.

    Returns
    -------
    p : ndarray, shape (n,), float64
        In the hard case, where g has no part along the lowest eigenvectors and the step is not
        unique, one of the minimisers.
    lam : float
        The multiplier.

    Raises
    ------
    ValueError
        When `delta` is not positive.

    References
    ----------
    Moré & Sorensen, Computing a Trust Region Step (1983); Nocedal & Wright, Numerical Optimization,
    2nd ed., Theorem 4.1 and section 4.3.

    Examples
    --------
    >>> import numpy as np
    >>> p, lam = trust_region_step(np.array([2.0, 0.0]), np.diag([1.0, 3.0]), 1.0)
    >>> p.round(12), round(lam, 12)
    (array([-1.,  0.]), 1.0)

    """
    if not delta > 0:
        raise ValueError(f"delta must be positive, not {delta}")
    eigenvalues, Q = np.linalg.eigh(B)
    c = Q.T @ g
    scale = max(float(np.abs(eigenvalues).max()), float(np.linalg.norm(g)) / delta)
    if scale == 0:
        return np.zeros_like(g), 0.0
    if eigenvalues[0] > 0:
        newton = -c / eigenvalues
        if np.linalg.norm(newton) <= delta:
            return Q @ newton, 0.0
    lowest = max(0.0, -float(eigenvalues[0]))
    shifts = eigenvalues + lowest
    regular = shifts > 1e2 * np.finfo(float).eps * scale
    least = np.where(regular, -c / np.where(regular, shifts, 1.0), 0.0)
    flat = float(np.linalg.norm(c[~regular]))
    if flat <= 1e4 * np.finfo(float).eps * scale * delta and np.linalg.norm(least) <= delta:
        return _hard_case(Q, least, delta, lowest)
    return _on_boundary(Q, c, eigenvalues, delta, lowest, scale)


def _hard_case(Q: Array, least: Array, delta: float, lowest: float) -> tuple[Array, float]:
    p = Q @ least
    if lowest == 0:
        return p, 0.0
    return p + boundary_crossing(p, Q[:, 0], delta)[1] * Q[:, 0], lowest


def _on_boundary(
    Q: Array, c: Array, eigenvalues: Array, delta: float, lowest: float, scale: float
) -> tuple[Array, float]:
    # Close to the pole of the norm its reciprocal is nearly linear, which root finding likes.
    def secular(excess: float) -> float:
        norm = np.linalg.norm(c / (eigenvalues + lowest + excess))
        return float(1 / delta - 1 / norm)

    # Small enough that the norm is too long there, large enough that it does not overflow.
    smallest = np.finfo(float).eps ** 2 * scale
    largest = float(np.linalg.norm(c)) / delta + scale
    excess = brentq(secular, smallest, largest, xtol=1e-2 * smallest, rtol=4 * np.finfo(float).eps)
    return Q @ (-c / (eigenvalues + lowest + excess)), lowest + excess
