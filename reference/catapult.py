"""Gradient descent on a product of two vectors, the smallest model that shows the catapult."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def catapult(u: Array, v: Array, eta: float, T: int) -> tuple[Array, Array]:
    r"""Return output and curvature along gradient descent on a linear network of width n.

    The output is :math:`f = u^T v / \sqrt n`, the loss :math:`f^2 / 2`, and the curvature
    :math:`\lambda = (\|u\|^2 + \|v\|^2) / n` is the square of the output's gradient. Both vectors
    are updated at once:

    .. math:: u_+ = u - \eta f v / \sqrt n, \qquad v_+ = v - \eta f u / \sqrt n

    From a small output the loss falls for :math:`\eta\lambda_0 < 2`. Between 2 and about 4 it rises
    first, until the curvature has fallen; then it converges, in a flatter place. Beyond 4 it
    diverges.

    Parameters
    ----------
    u, v : ndarray, shape (n,), float64
        Start; n is 1 or more.
    eta : float
        Step size.
    T : int
        Number of steps, 0 or more.

    Returns
    -------
    f : ndarray, shape (T + 1,), float64
        Output at the start and after each step; it overflows where the run diverges.
    lam : ndarray, shape (T + 1,), float64
        Curvature at the same points.

    References
    ----------
    Lewkowycz, Bahri, Dyer, Sohl-Dickstein & Gur-Ari, The Large Learning Rate Phase of Deep
    Learning: the Catapult Mechanism (2020), section 2.

    Examples
    --------
    >>> import numpy as np
    >>> catapult(np.array([2.0]), np.array([1.0]), 0.5, 2)
    (array([ 2.  , -1.  , -0.25]), array([5. , 2. , 0.5]))

    """
    root = np.sqrt(len(u))
    f, lam = np.empty(T + 1), np.empty(T + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(T + 1):
            f[t] = u @ v / root
            lam[t] = (u @ u + v @ v) / len(u)
            u, v = u - eta * f[t] / root * v, v - eta * f[t] / root * u
    return f, lam
