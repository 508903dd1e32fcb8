"""Nesterov's accelerated gradient method."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def nesterov(
    grad: Callable[[Array], Array], x0: Array, L: float, T: int, mu: float = 0.0
) -> tuple[Array, Array]:
    r"""Return the iterates and the look-ahead points of Nesterov's method.

    .. math:: x_{k+1} = y_k - \tfrac1L\nabla f(y_k), \qquad
              y_{k+1} = x_{k+1} + \beta_k(x_{k+1} - x_k), \qquad y_0 = x_0

    For μ = 0 the momentum is :math:`\beta_k = (t_k - 1)/t_{k+1}` with :math:`t_0 = 1` and
    :math:`t_{k+1} = (1 + \sqrt{1 + 4t_k^2})/2`, so that the first one is 0. For μ > 0 it is
    :math:`(\sqrt\kappa - 1)/(\sqrt\kappa + 1)` with κ = L/μ. Function values may rise on the way.

    Parameters
    ----------
    grad : callable
        Gradient: takes a point of shape (n,) to shape (n,). Called T times.
    x0 : ndarray, shape (n,), float64
        Start.
    L : float
        Lipschitz constant of the gradient.
    T : int
        Number of steps.
    mu : float
        Constant of strong convexity, 0 to L.

    Returns
    -------
    X, Y : ndarray, shape (T + 1, n), float64
        The iterates and the look-ahead points; both start at `x0`.

    Raises
    ------
    ValueError
        When `mu` is not between 0 and L.

    References
    ----------
    Beck & Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems
    (2009), section 4; Nesterov, Lectures on Convex Optimization, 2nd ed. (2018), section 2.2.

    Notes
    -----
    `torch.optim.SGD(nesterov=True)` stores Y, not X.

    Examples
    --------
    >>> import numpy as np
    >>> X, Y = nesterov(lambda x: x, np.array([8.0]), 4.0, 2, mu=1.0)
    >>> X[:, 0], Y[:, 0].round(12)
    (array([8., 6., 4.]), array([8.        , 5.33333333, 3.33333333]))

    """
    if not 0 <= mu <= L:
        raise ValueError(f"mu must be between 0 and L = {L}, not {mu}")
    X = np.empty((T + 1, len(x0)))
    Y = np.empty_like(X)
    X[0] = Y[0] = x0
    t = 1.0
    for k in range(T):
        X[k + 1] = Y[k] - np.asarray(grad(Y[k].copy())) / L
        if mu > 0:
            beta = (math.sqrt(L) - math.sqrt(mu)) / (math.sqrt(L) + math.sqrt(mu))
        else:
            following = (1 + math.sqrt(1 + 4 * t * t)) / 2
            beta, t = (t - 1) / following, following
        Y[k + 1] = X[k + 1] + beta * (X[k + 1] - X[k])
    return X, Y
