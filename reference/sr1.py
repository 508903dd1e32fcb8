"""The symmetric rank-one update of a Hessian approximation."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def sr1_update(B: Array, s: Array, y: Array, r: float = 1e-8) -> Array:
    r"""Return the symmetric rank-one update of an approximate Hessian.

    .. math:: B_+ = B + \frac{(y - Bs)(y - Bs)^T}{(y - Bs)^T s}

    It is the only symmetric rank-one change with :math:`B_+ s = y`. It may lose positive
    definiteness, and so follows negative curvature that BFGS cannot represent. Where the
    denominator is small, :math:`|s^T (y - Bs)| < r \|s\| \|y - Bs\|`, the pair is skipped.

    Parameters
    ----------
    B : ndarray, shape (n, n), floating
        Symmetric approximation of the Hessian.
    s : ndarray, shape (n,)
        Step :math:`x_+ - x`.
    y : ndarray, shape (n,)
        Change of the gradient along the step.
    r : float
        Least cosine of the angle between s and :math:`y - Bs`.

    Returns
    -------
    ndarray, shape (n, n), dtype of the inputs
        A new array: the updated matrix, or a copy of `B` where the pair is skipped.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equations (6.24) and (6.26).

    Examples
    --------
    >>> import numpy as np
    >>> sr1_update(np.eye(2), np.array([1.0, 0.0]), np.array([-1.0, 1.0]))
    array([[-1. ,  1. ],
           [ 1. ,  0.5]])

    """
    left_over = y - B @ s
    denominator = left_over @ s
    threshold = r * np.linalg.norm(s) * np.linalg.norm(left_over)
    if denominator == 0 or not abs(denominator) >= threshold:
        return B.copy()
    return B + np.outer(left_over, left_over) / denominator
