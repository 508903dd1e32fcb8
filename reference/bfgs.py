"""The BFGS update, of the Hessian approximation and of its inverse."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def bfgs_update(B: Array, s: Array, y: Array) -> Array:
    r"""Return the BFGS update of an approximate Hessian.

    .. math:: B_+ = B - \frac{B s s^T B}{s^T B s} + \frac{y y^T}{y^T s}

    Among the symmetric matrices with :math:`B_+ s = y` it is the one whose inverse is closest to
    :math:`B^{-1}` in a weighted Frobenius norm. A pair with :math:`s^T y \le 0` would destroy
    positive definiteness; it is skipped.

    Parameters
    ----------
    B : ndarray, shape (n, n), floating
        Symmetric positive definite approximation of the Hessian.
    s : ndarray, shape (n,)
        Step :math:`x_+ - x`.
    y : ndarray, shape (n,)
        Change of the gradient along the step.

    Returns
    -------
    ndarray, shape (n, n), dtype of the inputs
        A new array: the updated matrix, or a copy of `B` where the pair is skipped.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (6.19).

    Examples
    --------
    >>> import numpy as np
    >>> B = bfgs_update(np.eye(2), np.array([1.0, 0.0]), np.array([2.0, 1.0]))
    >>> B
    array([[2. , 1. ],
           [1. , 1.5]])
    >>> B @ np.array([1.0, 0.0])
    array([2., 1.])

    """
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    return B - np.outer(Bs, Bs) / (s @ Bs) + np.outer(y, y) / curvature


def bfgs_inverse_update(H: Array, s: Array, y: Array) -> Array:
    r"""Return the BFGS update of an approximate inverse Hessian.

    .. math:: H_+ = (I - \rho s y^T)\, H\, (I - \rho y s^T) + \rho s s^T, \qquad \rho = 1 / (y^T s)

    It is computed as a sum of rank-one terms, in :math:`O(n^2)` operations. A pair with
    :math:`s^T y \le 0` is skipped.

    Parameters
    ----------
    H : ndarray, shape (n, n), floating
        Symmetric positive definite approximation of the inverse Hessian.
    s : ndarray, shape (n,)
        Step :math:`x_+ - x`.
    y : ndarray, shape (n,)
        Change of the gradient along the step.

    Returns
    -------
    ndarray, shape (n, n), dtype of the inputs
        A new array: the updated matrix, or a copy of `H` where the pair is skipped.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (6.17).

    Examples
    --------
    >>> import numpy as np
    >>> H = bfgs_inverse_update(np.eye(2), np.array([1.0, 0.0]), np.array([2.0, 1.0]))
    >>> H
    array([[ 0.75, -0.5 ],
           [-0.5 ,  1.  ]])
    >>> H @ np.array([2.0, 1.0])
    array([1., 0.])

    """
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)


def bfgs_inverse(H0: Array, pairs: Iterable[tuple[Array, Array]]) -> Array:
    r"""Return the dense inverse Hessian approximation after a sequence of updates.

    It is the matrix that the two-loop recursion applies without forming it.

    Parameters
    ----------
    H0 : ndarray, shape (n, n), floating
        Initial approximation, such as :math:`\gamma I`.
    pairs : iterable of (s, y), each of shape (n,)
        Curvature pairs from oldest to newest.

    Returns
    -------
    ndarray, shape (n, n), dtype of the inputs
        :math:`H` after all updates; a copy of `H0` where there are none.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (6.17) applied repeatedly, which
    gives equation (7.19).

    Examples
    --------
    >>> import numpy as np
    >>> pairs = [(np.array([1.0, 0.0]), np.array([1.0, 1.0])),
    ...          (np.array([0.0, 1.0]), np.array([1.0, 2.0]))]
    >>> print(bfgs_inverse(0.4 * np.eye(2), pairs).round(3))
    [[ 1.4  -0.7 ]
     [-0.7   0.85]]

    """
    H = H0.copy()
    for s, y in pairs:
        H = bfgs_inverse_update(H, s, y)
    return H
