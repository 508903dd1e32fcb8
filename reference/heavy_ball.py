"""Polyak's heavy ball, and the parameters that are best for a quadratic."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def heavy_ball(grad: Callable[[Array], Array], x0: Array, eta: float, beta: float, T: int) -> Array:
    r"""Return the iterates of gradient descent with Polyak momentum.

    .. math:: x_{t+1} = x_t - \eta\nabla f(x_t) + \beta(x_t - x_{t-1}), \qquad x_{-1} = x_0

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (n,) to shape (n,). Called T times.
    x0 : ndarray, shape (n,), float64
        Start.
    eta : float
        Step size.
    beta : float
        Momentum; with 0 this is gradient descent.
    T : int
        Number of steps.

    Returns
    -------
    ndarray, shape (T + 1, n), float64
        The iterates, from `x0` on.

    References
    ----------
    Polyak, Some Methods of Speeding up the Convergence of Iteration Methods (1964).

    Examples
    --------
    >>> import numpy as np
    >>> heavy_ball(lambda x: x, np.array([8.0]), 0.5, 0.5, 3)[:, 0]
    array([ 8.,  4.,  0., -2.])

    """
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    velocity = np.zeros(len(x0))
    for t in range(T):
        velocity = beta * velocity - eta * np.asarray(grad(X[t].copy()))
        X[t + 1] = X[t] + velocity
    return X


def optimal_hb(mu: float, L: float) -> tuple[float, float]:
    r"""Return the step size and momentum with the fastest heavy ball on quadratics.

    .. math:: \eta = \frac{4}{(\sqrt L + \sqrt\mu)^2}, \qquad
              \beta = \Bigl(\frac{\sqrt L - \sqrt\mu}{\sqrt L + \sqrt\mu}\Bigr)^2

    Every mode with curvature between μ and L then shrinks by √β a step, but for a factor that is
    linear in t at the two ends, where the companion matrix has a double root.

    Parameters
    ----------
    mu, L : float
        Smallest and largest curvature, 0 < mu ≤ L.

    Returns
    -------
    tuple of float
        (eta, beta).

    Raises
    ------
    ValueError
        When not 0 < mu ≤ L.

    References
    ----------
    Polyak, Introduction to Optimization (1987), section 3.2.1.

    Examples
    --------
    >>> optimal_hb(1.0, 9.0)
    (0.25, 0.25)

    """
    if not 0 < mu <= L:
        raise ValueError(f"0 < mu <= L is needed, not mu = {mu} and L = {L}")
    low, high = math.sqrt(mu), math.sqrt(L)
    return 4 / (high + low) ** 2, ((high - low) / (high + low)) ** 2
