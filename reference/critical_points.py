"""All critical points of a function of two variables in a box."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

STARTS = 30
STEPS = 40


def critical_points(
    grad: Callable[[Array], Array], hess: Callable[[Array], Array], box: Array, tol: float
) -> Array:
    r"""Return the critical points in a box, each once, whatever their kind.

    Newton's method for :math:`\nabla f = 0` runs from a grid of starts, all of them at once. It is
    drawn to saddles and maxima as much as to minima, as it solves an equation and minimises
    nothing.

    Parameters
    ----------
    grad : callable
        Gradients at points: (k, 2) to (k, 2).
    hess : callable
        Hessians at points: (k, 2) to (k, 2, 2).
    box : ndarray, shape (2, 2)
        Row i holds the least and the largest value of variable i; both ends belong to the box.
    tol : float
        Points nearer than this are one point.

    Returns
    -------
    ndarray, shape (m, 2), float64
        Sorted by the first coordinate; shape (0, 2) where there is none.

    Notes
    -----
    Steps are cut to a tenth of the box so that each start stays near where it was put. A run counts
    when its last step is a thousand times shorter than `tol`. No finite set of starts proves that a
    point is not missed.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 11.1, for Newton's method on
    equations.

    Examples
    --------
    >>> import numpy as np
    >>> def grad(x):
    ...     return np.stack([x[:, 0] ** 2 - 1, x[:, 1]], axis=1)
    >>> def hess(x):
    ...     return np.array([np.diag([2 * a, 1.0]) for a in x[:, 0]])
    >>> critical_points(grad, hess, np.array([[-2.0, 3.0], [-2.0, 3.0]]), 1e-6).round(9) + 0.0
    array([[-1.,  0.],
           [ 1.,  0.]])

    """
    low, high = box[:, 0], box[:, 1]
    axes = [np.linspace(low[i], high[i], STARTS) for i in range(2)]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    longest = 0.1 * np.linalg.norm(high - low)
    length = np.full(len(points), np.inf)
    for _ in range(STEPS):
        steps = _newton_steps(grad(points), hess(points))
        length = np.linalg.norm(steps, axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            cut = np.minimum(1.0, longest / length)
        points = points + np.where(length > 0, cut, 1.0)[:, None] * steps
        # What has become NaN stays out of the way, and out of the result.
        points = np.where(np.isfinite(points), points, high + 10 * longest)
    inside = np.all((points >= low - tol) & (points <= high + tol), axis=1)
    return _distinct(points[inside & (length <= 1e-3 * tol)], tol)


def _newton_steps(g: Array, H: Array) -> Array:
    """Return −H⁻¹g of each point by Cramer's rule; NaN or infinite where H is singular."""
    a, b, d = H[:, 0, 0], H[:, 0, 1], H[:, 1, 1]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        adjugate = np.stack([d * g[:, 0] - b * g[:, 1], a * g[:, 1] - b * g[:, 0]], axis=1)
        steps: Array = -adjugate / (a * d - b * b)[:, None]
    return steps


def _distinct(points: Array, tol: float) -> Array:
    kept: list[Array] = []
    while len(points):
        kept.append(points[0])
        points = points[np.linalg.norm(points - points[0], axis=1) > tol]
    return np.array(sorted(kept, key=tuple)).reshape(-1, 2)
