"""A gradient compared with differences of the function."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

EPSILON = float(np.finfo(np.float64).eps)
STEP = 6e-6
NOISE_AT_MOST = 1e-6


def gradcheck(
    f: Callable[[Array], float],
    grad: Callable[[Array], Array],
    x: Array,
    h: float = STEP,
) -> tuple[float, bool]:
    r"""Return how far a gradient is from central differences, and whether these can be trusted.

    .. math:: d_i = \frac{f(x + h_i e_i) - f(x - h_i e_i)}{2 h_i}, \qquad h_i = h \max(1, |x_i|)

    The truncation error is of order :math:`h^2`, the rounding error of an entry about
    :math:`\epsilon |f| / h_i`; their sum is smallest near :math:`h = \epsilon^{1/3}`.

    Parameters
    ----------
    f, grad : callable
        Function and gradient; called 2n times and once.
    x : ndarray, shape (n,), floating
        Point.
    h : float
        Step of the differences, positive.

    Returns
    -------
    error : float
        :math:`\|\nabla f(x) - d\|_2` over the larger of both norms; 0.0 where both are zero.
    is_trustworthy : bool
        Whether the vector of :math:`\epsilon \max|f(x \pm h_i e_i)| / h_i` has a 2-norm of at most
        :math:`10^{-6}` of that larger norm: else the error may be rounding alone.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 8.1.

    Examples
    --------
    >>> import numpy as np
    >>> error, is_trustworthy = gradcheck(lambda x: float(x @ x), lambda x: x, np.array([1.0, 2.0]))
    >>> round(error, 6), is_trustworthy
    (0.5, True)

    """
    g, d, noise = grad(x), np.empty_like(x), np.empty_like(x)
    for i in range(len(x)):
        e = np.zeros_like(x)
        e[i] = h * max(1.0, abs(float(x[i])))
        above, below = f(x + e), f(x - e)
        d[i] = (above - below) / (2 * e[i])
        noise[i] = EPSILON * max(abs(above), abs(below)) / e[i]
    size = float(max(np.linalg.norm(g), np.linalg.norm(d)))
    error = float(np.linalg.norm(g - d)) / size if size > 0 else 0.0
    return error, bool(np.linalg.norm(noise) <= NOISE_AT_MOST * size)
