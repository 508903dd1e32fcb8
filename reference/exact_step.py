"""The exact step of gradient descent on a quadratic."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def exact_step(g: Array, Hv: Callable[[Array], Array]) -> float:
    r"""Return the step :math:`a = g^T g / g^T H g` that minimises a quadratic along :math:`-g`.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    Hv : callable
        Product of the Hessian with a vector; called once.

    Returns
    -------
    float
        Positive; infinity where the curvature :math:`g^T H g` is not positive, as the quadratic
        then falls for ever; 0.0 where g is zero, as no step is needed there.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (3.26).

    Examples
    --------
    >>> import numpy as np
    >>> exact_step(np.array([1.0, 1.0]), lambda v: np.array([1.0, 3.0]) * v)
    0.5

    """
    if not g.any():
        return 0.0
    # The step does not depend on the length of g, whose square may leave the range of numbers.
    u = g / np.abs(g).max()
    curvature = float(u @ Hv(u))
    return float(u @ u) / curvature if curvature > 0 else math.inf
