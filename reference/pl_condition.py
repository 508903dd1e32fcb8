"""The constant of the Polyak-Łojasiewicz condition on a set of points."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def pl_constant(
    f: Callable[[Array], float], grad: Callable[[Array], Array], xs: Array, fstar: float
) -> float:
    r"""Return the largest μ with :math:`\tfrac12\|\nabla f(x)\|^2 \ge \mu(f(x) - f^*)` on points.

    .. math:: \mu = \min_x \frac{\|\nabla f(x)\|^2}{2(f(x) - f^*)}

    Points where f equals f* satisfy the inequality with any μ and are left out.

    Parameters
    ----------
    f, grad : callable
        Function and gradient: take a point of shape (n,) to a number and to shape (n,). Each is
        called once for each point at most.
    xs : ndarray, shape (m, n), float64
        The points.
    fstar : float
        The minimum of f, or its infimum.

    Returns
    -------
    float
        μ; infinite where no point is left.

    Raises
    ------
    ValueError
        When f is below `fstar` at a point.

    References
    ----------
    Karimi, Nutini & Schmidt, Linear Convergence of Gradient and Proximal-Gradient Methods Under the
    Polyak-Łojasiewicz Condition (2016), section 2.

    Notes
    -----
    Their example x² + 3 sin² x is given with μ = 1/32. That is a safe bound; the constant is
    0.17553, so a test that expects 1/32 would be wrong.

    Examples
    --------
    >>> import numpy as np
    >>> weights = np.array([1.0, 4.0])
    >>> points = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    >>> pl_constant(lambda x: 2 + x @ (weights * x) / 2, lambda x: weights * x, points, 2.0)
    1.0

    """
    smallest = math.inf
    for x in np.asarray(xs, dtype=np.float64):
        gap = float(f(x)) - fstar
        if gap < 0:
            raise ValueError("f is below fstar at a point: fstar is not the minimum")
        if gap > 0:
            g = np.asarray(grad(x), dtype=np.float64)
            smallest = min(smallest, float(g @ g) / (2 * gap))
    return smallest
