"""The interpolating fit of least norm, and the one that gradient descent ends at."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

Array = NDArray[np.floating]


def min_norm_fit(X: Array, y: Array) -> Array:
    r"""Return the shortest w with :math:`X w = y`, which is :math:`X^T (X X^T)^{-1} y`.

    With the factors of :math:`X^T = Q R` it is :math:`Q R^{-T} y`, which does not square the
    condition number as :math:`X X^T` does. Nothing of size p by p is formed.

    Parameters
    ----------
    X : ndarray, shape (n, p), floating
        n of at most p examples; linearly independent rows.
    y : ndarray, shape (n,)
        Targets.

    Returns
    -------
    ndarray, shape (p,)

    Raises
    ------
    ValueError
        When n is larger than p: such data are not interpolated in general.
    numpy.linalg.LinAlgError
        When R has a zero on its diagonal.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 5.6.

    Examples
    --------
    >>> import numpy as np
    >>> min_norm_fit(np.array([[3.0, 4.0]]), np.array([5.0])).round(12)
    array([0.6, 0.8])

    """
    n, p = X.shape
    if n > p:
        raise ValueError("more examples than parameters")
    Q, R = np.linalg.qr(X.T)
    w: Array = Q @ solve_triangular(R, y, trans="T")
    return w


def gd_implicit_bias(X: Array, y: Array, w0: Array) -> Array:
    r"""Return the limit of gradient descent on :math:`\|X w - y\|^2` from `w0`.

    Each gradient is a combination of the rows of X, so what `w0` has in the null space of X stays:
    the limit is the interpolating point nearest to `w0`.

    Parameters
    ----------
    X : ndarray, shape (n, p), floating
        As for `min_norm_fit`.
    y : ndarray, shape (n,)
        Targets.
    w0 : ndarray, shape (p,)
        Where gradient descent starts.

    Returns
    -------
    ndarray, shape (p,)

    Raises
    ------
    ValueError
        When n is larger than p.

    References
    ----------
    Gunasekar et al., Characterizing Implicit Bias in Terms of Optimization Geometry (2018),
    section 2.

    Examples
    --------
    >>> import numpy as np
    >>> gd_implicit_bias(np.array([[1.0, 1.0]]), np.array([2.0]), np.array([3.0, 1.0])).round(12)
    array([2., 0.])

    """
    return w0 + min_norm_fit(X, y - X @ w0)
