"""The descent lemma, checked at a point."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def descent_slack(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    x: Array,
    eta: float,
    L: float,
) -> float:
    r"""Return by how much a gradient step does better than the descent lemma promises.

    .. math::

        f(x) - \eta \left(1 - \tfrac{L\eta}{2}\right) \|\nabla f(x)\|^2 - f(x - \eta \nabla f(x))

    It is not negative, whatever the step, where L is a Lipschitz constant of the gradient. A
    negative value refutes that L.

    Parameters
    ----------
    f, grad : callable
        Function and gradient; called twice and once.
    x : ndarray, shape (n,), floating
        Point.
    eta : float
        Step size, 0 or more.
    L : float
        Supposed Lipschitz constant of the gradient, positive.

    Returns
    -------
    float

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed., section 1.2.3.

    Examples
    --------
    >>> import numpy as np
    >>> descent_slack(lambda x: float(x @ x), lambda x: 2 * x, np.array([1.0]), 0.25, 4.0)
    0.25

    """
    g = grad(x)
    promised = eta * (1 - L * eta / 2) * float(g @ g)
    return float(f(x)) - promised - float(f(x - eta * g))
