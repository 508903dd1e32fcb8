"""Which attractor each start of an iteration is drawn to."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def basin_map(
    step: Callable[[Array], Array],
    attractors: Array,
    grid: Array,
    maxit: int,
    radius: float = 1e-3,
) -> NDArray[np.int64]:
    r"""Return for each start the number of the attractor that its iterates reach.

    A start belongs to attractor j when one of its iterates :math:`x_0, \dots, x_{\mathrm{maxit}}`
    comes within `radius` of it; the first one reached counts.

    Parameters
    ----------
    step : callable
        One step of the iteration for all points: shape of `grid` to the same shape.
    attractors : ndarray, shape (m, n), floating
        Their distances are more than twice the radius.
    grid : ndarray, shape (..., n)
        Starts.
    maxit : int
        Number of steps, 0 or more.
    radius : float
        Distance at which a point counts as caught.

    Returns
    -------
    ndarray, shape (...), int64
        -1 where no attractor was reached, by divergence, too.

    References
    ----------
    Strogatz, Nonlinear Dynamics and Chaos, section 6.4, for basins of attraction.

    Examples
    --------
    >>> import numpy as np
    >>> basin_map(np.sqrt, np.array([[0.0], [1.0]]), np.array([[0.0], [0.2], [9.0]]), 20)
    array([0, 1, 1])

    """
    points = np.array(grid)
    labels = np.full(points.shape[:-1], -1, dtype=np.int64)
    for done in range(maxit + 1):
        if done:
            points = step(points)
        with np.errstate(invalid="ignore", over="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
        if (labels >= 0).all():
            break
    return labels
