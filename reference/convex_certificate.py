"""The convergence bound of gradient descent on convex functions, checked on a run."""

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def convex_certificate(
    fvals: Array, fstar: float | None, L: float, R: float
) -> tuple[bool | None, float]:
    r"""Return whether a run keeps to the bound :math:`f_t - f^* \le L R^2 / (2t)`, and how closely.

    Gradient descent with step :math:`1/L` on a convex function keeps to it, where L is a Lipschitz
    constant of the gradient and R the distance from the start to a minimiser.

    Parameters
    ----------
    fvals : ndarray, shape (T + 1,), floating
        Values of f at the points 0 to T. The bound says nothing of point 0.
    fstar : float or None
        Minimum of f; None where it is not known. Then the smallest of the values takes its place,
        which makes every gap smaller: such a run can be refuted, not certified.
    L, R : float
        Constants of the bound, positive.

    Returns
    -------
    ok : bool or None
        Whether the bound holds for each t from 1 on; None where that stays open.
    worst_ratio : float
        Largest :math:`(f_t - f^*) / (L R^2 / (2t))`: 0.0 for a run of no step, infinity where a
        value is not finite.

    References
    ----------
    Nesterov, Lectures on Convex Optimization, 2nd ed., section 2.1.5.

    Examples
    --------
    >>> import numpy as np
    >>> convex_certificate(np.array([1.0, 0.25, 0.125]), 0.0, 2.0, 1.0)
    (True, 0.25)

    """
    if not np.isfinite(fvals).all():
        return False, math.inf
    t = np.arange(1, len(fvals))
    if len(t) == 0:
        return (True if fstar is not None else None), 0.0
    lowest = float(fvals.min()) if fstar is None else fstar
    worst = float(np.max((fvals[1:] - lowest) * t)) * 2 / (L * R * R)
    if not worst <= 1:
        return False, worst
    return (True if fstar is not None else None), worst
