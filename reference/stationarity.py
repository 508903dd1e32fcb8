"""The most stationary iterate of gradient descent."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def best_stationary(
    grad: Callable[[Array], Array], x0: Array, eta: float, T: int
) -> tuple[Array, float, int]:
    r"""Return the iterate of gradient descent with the smallest squared gradient.

    On an L-smooth function that is bounded below, T iterates with step 1/L hold one with
    :math:`\|\nabla f(x_t)\|^2 \le 2L(f(x_0) - f^*)/T`. Nothing of the kind holds for the last one.

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (n,) to shape (n,). Called T times.
    x0 : ndarray, shape (n,), float64
        Start.
    eta : float
        Step size.
    T : int
        Number of iterates looked at, :math:`x_0, \ldots, x_{T-1}`; at least 1.

    Returns
    -------
    xbest : ndarray, shape (n,), float64
        The first iterate with the smallest squared gradient.
    gmin : float
        That squared gradient; infinite where every gradient is NaN or infinite.
    tbest : int
        Its index; 0 where no gradient is finite.

    Raises
    ------
    ValueError
        When T is less than 1.

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed. (2018), section 1.2.3.

    Examples
    --------
    >>> import numpy as np
    >>> best_stationary(lambda x: np.array([1.0, 3.0]) * x, np.array([8.0, 1.0]), 0.75, 4)
    (array([ 2.  , -1.25]), 18.0625, 1)

    """
    if T < 1:
        raise ValueError(f"at least one iterate is needed, not {T}")
    x = np.array(x0, dtype=np.float64)
    best, smallest, index = x, math.inf, 0
    for t in range(T):
        g = np.asarray(grad(x), dtype=np.float64)
        squared = float(g @ g)
        # No comparison with NaN holds, so an iterate that has diverged is never the best.
        if squared < smallest:
            best, smallest, index = x, squared, t
        # A new array each time: `best` must not move with x.
        x = x - eta * g
    return best.copy(), smallest, index
