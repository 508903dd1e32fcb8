"""The L-BFGS direction by the two-loop recursion."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

CURVATURE_THRESHOLD = 1e-10


def has_curvature(s: Array, y: Array) -> bool:
    r"""Return whether a pair may enter the recursion: :math:`s^T y > 10^{-10} \|s\| \|y\|`.

    The test is relative, so it does not depend on the units of the problem; a zero step and a zero
    change of the gradient both fail it.

    Parameters
    ----------
    s, y : ndarray, shape (n,)
        Step and change of the gradient along it.

    Examples
    --------
    >>> import numpy as np
    >>> has_curvature(np.array([1e-9, 0.0]), np.array([2e-9, 0.0]))
    True
    >>> has_curvature(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    False

    """
    return bool(s @ y > CURVATURE_THRESHOLD * np.linalg.norm(s) * np.linalg.norm(y))


def two_loop_direction(g: Array, S: Array, Y: Array, gamma: float | None = None) -> Array:
    r"""Return the L-BFGS direction :math:`d = -H g` without forming :math:`H`.

    :math:`H` is the inverse Hessian approximation that the kept pairs give through repeated BFGS
    updates of :math:`H_0 = \gamma I`. The cost is about :math:`4mn` multiplications, and
    :math:`O(n)` memory beyond the inputs.

    Parameters
    ----------
    g : ndarray, shape (n,), float64 or float32
        Gradient.
    S, Y : ndarray, shape (m, n), dtype of `g`
        Steps and changes of the gradient, rows from oldest to newest; m may be 0.
    gamma : float, optional
        Scale of the initial matrix. By default :math:`s^T y / y^T y` of the newest kept pair, and 1
        where no pair is kept.

    Returns
    -------
    ndarray, shape (n,), dtype of `g`
        The direction. Pairs that fail `has_curvature` take no part.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 7.4 and equation (7.20).

    Examples
    --------
    >>> import numpy as np
    >>> S = np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> Y = np.array([[1.0, 1.0], [1.0, 2.0]])
    >>> two_loop_direction(np.array([1.0, 1.0]), S, Y)
    array([-0.7 , -0.15])

    """
    kept = [i for i in range(len(S)) if has_curvature(S[i], Y[i])]
    if gamma is None:
        gamma = float(S[kept[-1]] @ Y[kept[-1]] / (Y[kept[-1]] @ Y[kept[-1]])) if kept else 1.0

    q = g.copy()
    alpha = {}
    for i in reversed(kept):
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        beta = (Y[i] @ r) / (S[i] @ Y[i])
        r += (alpha[i] - beta) * S[i]
    return -r
