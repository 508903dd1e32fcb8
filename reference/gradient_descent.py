"""Gradient descent with a constant step size: its points, and the values along them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def gradient_descent(grad: Callable[[Array], Array], x0: Array, eta: float, T: int) -> Array:
    r"""Return the points :math:`x_{t+1} = x_t - \eta \nabla f(x_t)` for t from 0 to T.

    With a step that is too long the points grow beyond all bounds: they become infinite, then not a
    number, and no exception is raised.

    Parameters
    ----------
    grad : callable
        Gradient; called exactly T times.
    x0 : ndarray, shape (n,), floating
        First point.
    eta : float
        Step size, positive.
    T : int
        Number of steps, 0 or more.

    Returns
    -------
    ndarray, shape (T + 1, n), dtype of x0
        Row t is the point after t steps; row 0 is x0.

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed., section 1.2.3.

    Examples
    --------
    >>> import numpy as np
    >>> gradient_descent(lambda x: 2 * x, np.array([4.0, -8.0]), 0.25, 2)
    array([[ 4., -8.],
           [ 2., -4.],
           [ 1., -2.]])

    """
    X = np.empty((T + 1, len(x0)), dtype=x0.dtype)
    X[0] = x0
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(T):
            # A copy: what the gradient's code does with its argument is not ours to know.
            X[t + 1] = X[t] - eta * grad(X[t].copy())
    return X


def gd_values(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    x0: Array,
    L: float,
    T: int,
) -> Array:
    r"""Return the values of f along T steps of gradient descent with the step :math:`1/L`.

    Parameters
    ----------
    f, grad : callable
        Function and gradient; called T + 1 times and T times.
    x0 : ndarray, shape (n,), floating
        First point.
    L : float
        Lipschitz constant of the gradient, positive.
    T : int
        Number of steps, 0 or more.

    Returns
    -------
    ndarray, shape (T + 1,), float64
        Entry t is the value after t steps.

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed., section 2.1.5.

    Examples
    --------
    >>> import numpy as np
    >>> gd_values(lambda x: float(x @ x), lambda x: 2 * x, np.array([4.0]), 4.0, 2)
    array([16.,  4.,  1.])

    """
    points = gradient_descent(grad, x0, 1 / L, T)
    return np.array([f(x) for x in points], dtype=np.float64)
