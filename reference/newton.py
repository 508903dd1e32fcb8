"""The Newton step and the Newton decrement."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, solve_triangular

Array = NDArray[np.floating]


def newton_step(g: Array, H: Array) -> Array:
    r"""Return the Newton step :math:`p = -H^{-1} g` of a positive definite Hessian.

    It minimises the quadratic model :math:`g^T p + \tfrac12 p^T H p`. One Cholesky factorisation
    decides positive definiteness and solves the system; the inverse is never formed.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    H : ndarray, shape (n, n), floating
        Symmetric positive definite Hessian; only its lower triangle is read.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs

    Raises
    ------
    numpy.linalg.LinAlgError
        When `H` is not positive definite.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (2.15).

    Examples
    --------
    >>> import numpy as np
    >>> newton_step(np.array([2.0, 6.0]), np.array([[2.0, 0.0], [0.0, 3.0]])).round(12)
    array([-1., -2.])

    """
    step: Array = cho_solve((np.linalg.cholesky(H), True), -g)
    return step


def newton_decrement(g: Array, H: Array) -> float:
    r"""Return the Newton decrement :math:`\lambda = \sqrt{g^T H^{-1} g}`.

    With :math:`H = L L^T` it is :math:`\|L^{-1} g\|_2`: the length of the gradient in the metric of
    the inverse Hessian. It does not change under an affine change of variables, and
    :math:`\lambda^2 / 2` is the decrease that the quadratic model promises.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    H : ndarray, shape (n, n), floating
        Symmetric positive definite Hessian; only its lower triangle is read.

    Returns
    -------
    float
        :math:`\lambda \ge 0`, exactly 0.0 where the gradient is zero.

    Raises
    ------
    numpy.linalg.LinAlgError
        When `H` is not positive definite.

    References
    ----------
    Boyd & Vandenberghe, Convex Optimization, section 9.5.1.

    Examples
    --------
    >>> import numpy as np
    >>> decrement = newton_decrement(np.array([2.0, 5.0]), np.array([[4.0, 2.0], [2.0, 5.0]]))
    >>> round(decrement**2, 12)
    5.0

    """
    L = np.linalg.cholesky(H)
    return float(np.linalg.norm(solve_triangular(L, g, lower=True)))
