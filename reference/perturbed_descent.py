"""Gradient descent that leaves strict saddles, by a little noise where the gradient is small."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def perturbed_gd(
    grad: Callable[[Array], Array],
    x0: Array,
    eta: float,
    r: float,
    T: int,
    seed: int,
    gtol: float = 1e-3,
    wait: int = 50,
) -> Array:
    r"""Return the iterates of perturbed gradient descent.

    .. math:: x_{t+1} = x_t - \eta\nabla f(x_t) + \xi_t

    The noise is zero except where :math:`\|\nabla f(x_t)\| \le` `gtol` and none was added in the
    `wait` steps before. There it is drawn uniformly from the ball of radius r. From a strict saddle
    the component along negative curvature −γ grows by 1 + ηγ a step: a component δ needs
    log(1/δ)/log(1 + ηγ) steps to reach size 1.

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (n,) to shape (n,). Called T times.
    x0 : ndarray, shape (n,), float64
        Start.
    eta : float
        Step size.
    r : float
        Radius of the noise; with 0 this is gradient descent.
    T : int
        Number of steps.
    seed : int
        Of all noise of the run.
    gtol : float
        Largest gradient at which noise is added.
    wait : int
        Number of steps without noise after each noise.

    Returns
    -------
    ndarray, shape (T + 1, n), float64
        The iterates, from `x0` on.

    References
    ----------
    Jin, Ge, Netrapalli, Kakade & Jordan, How to Escape Saddle Points Efficiently (2017), algorithm
    2. There the gradient is taken again after the noise; here one gradient a step is enough.

    Examples
    --------
    >>> import numpy as np
    >>> X = perturbed_gd(lambda x: -x, np.zeros(1), 0.05, 1e-3, 3, seed=0)
    >>> bool(0 < abs(X[1, 0]) <= 1e-3), (X[2:, 0] / X[1:-1, 0]).round(12)
    (True, array([1.05, 1.05]))

    """
    rng = np.random.default_rng(seed)
    X = np.empty((T + 1, len(x0)))
    X[0] = x0
    latest = -wait - 1
    for t in range(T):
        g = np.asarray(grad(X[t].copy()), dtype=np.float64)
        X[t + 1] = X[t] - eta * g
        if np.linalg.norm(g) <= gtol and t - latest > wait:
            X[t + 1] += _in_ball(rng, len(x0), r)
            latest = t
    return X


def _in_ball(rng: np.random.Generator, n: int, r: float) -> Array:
    # The ball of radius s holds the share (s/r)ⁿ of the volume: hence the root.
    direction = rng.standard_normal(n)
    length = r * rng.random() ** (1 / n)
    noise: Array = direction * (length / np.linalg.norm(direction))
    return noise
