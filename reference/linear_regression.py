"""Linear regression with an intercept by gradient descent."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def gd_lstsq(X: Array, y: Array, eta: float, T: int, w0: Array) -> Array:
    r"""Return the iterate after `T` gradient steps on the mean squared error of a linear model.

    .. math:: f(w) = \frac{1}{2n} \sum_i (w_0 + x_i^T w_{1:} - y_i)^2

    Parameters
    ----------
    X : ndarray, shape (n, p), floating
        Observations, one a row, without a column of ones.
    y : ndarray, shape (n,)
        Targets.
    eta : float
        Step size.
    T : int
        Number of steps, 0 or more.
    w0 : ndarray, shape (p + 1,)
        Start: the intercept first, then the slopes.

    Returns
    -------
    ndarray, shape (p + 1,), dtype of the inputs
        A new array.

    Notes
    -----
    A step costs two products with X; no :math:`p \times p` matrix is formed. The error contracts by
    :math:`I - \eta A^T A / n`, A being X with a column of ones before it; what lies in the null
    space of A is never changed, so that a start at 0 leads to the solution of least norm.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 5.5, for the solution of least norm.

    Examples
    --------
    >>> import numpy as np
    >>> X, y = np.array([[1.0], [-1.0]]), np.array([3.0, 1.0])
    >>> gd_lstsq(X, y, 0.5, 2, np.zeros(2))
    array([1.5 , 0.75])

    """
    w = np.array(w0)
    for _ in range(T):
        residual = w[0] + X @ w[1:] - y
        w[0] -= eta * residual.mean()
        w[1:] -= eta * (residual @ X) / len(y)
    return w
