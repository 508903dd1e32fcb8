"""The gradient flow, and the flow that gradient descent follows one order better."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def flow(grad: Callable[[Array], Array], x0: Array, t: float, n: int) -> Array:
    r"""Return the gradient flow :math:`\dot x = -\nabla f(x)` at time t, by n Runge-Kutta steps.

    The classical method of order 4: the error falls as :math:`n^{-4}`.

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (d,) to shape (d,). Called 4n times.
    x0 : ndarray, shape (d,), float64
        Start.
    t : float
        Time, at least 0.
    n : int
        Number of steps, at least 1.

    Returns
    -------
    ndarray, shape (d,), float64

    Raises
    ------
    ValueError
        When n is less than 1.

    References
    ----------
    Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, section II.1.

    Examples
    --------
    >>> import numpy as np
    >>> flow(lambda x: x, np.array([384.0]), 1.0, 1)
    array([144.])

    """
    if n < 1:
        raise ValueError(f"at least one step is needed, not {n}")
    x, h = np.array(x0, dtype=np.float64), t / n
    for _ in range(n):
        k1 = -np.asarray(grad(x))
        k2 = -np.asarray(grad(x + h / 2 * k1))
        k3 = -np.asarray(grad(x + h / 2 * k2))
        k4 = -np.asarray(grad(x + h * k3))
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x


def modified_flow_grad(
    grad: Callable[[Array], Array], hvp: Callable[[Array, Array], Array], eta: float, x: Array
) -> Array:
    r"""Return the gradient of :math:`f + \tfrac\eta4\|\nabla f\|^2` at x.

    .. math:: \nabla f(x) + \tfrac\eta2\nabla^2 f(x)\,\nabla f(x)

    Gradient descent with step η stays within O(η²) of the flow of this function, and only within
    O(η) of the flow of f.

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (d,) to shape (d,). Called once.
    hvp : callable
        Takes a point x and a vector v, both of shape (d,), to ∇²f(x)v. Called once.
    eta : float
        Step size.
    x : ndarray, shape (d,), float64
        Point.

    Returns
    -------
    ndarray, shape (d,), float64

    References
    ----------
    Barrett & Dherin, Implicit Gradient Regularization (2021), theorem 3.1.

    Examples
    --------
    >>> import numpy as np
    >>> H = np.diag([1.0, 2.0])
    >>> modified_flow_grad(lambda x: H @ x, lambda x, v: H @ v, 0.5, np.array([4.0, 4.0]))
    array([ 5., 12.])

    """
    g = np.asarray(grad(x), dtype=np.float64)
    modified: Array = g + eta / 2 * np.asarray(hvp(x, g))
    return modified
