"""The kind of a critical point."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Kind = Literal["min", "max", "saddle", "degenerate", "not_critical"]


def classify(g: Array, H: Array, tol: float) -> Kind:
    r"""Return what the gradient and the Hessian say of a point.

    The size of the curvature is :math:`s = \max_i |\lambda_i|` over the eigenvalues of H. An
    eigenvalue counts as zero where :math:`|\lambda| \le \mathrm{tol}\, s`. With
    :math:`\|g\| > \mathrm{tol}\, s` the point is not critical. Both tests are relative, so that
    a multiple of the function has points of the same kinds.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    H : ndarray, shape (n, n)
        Symmetric Hessian; only its lower triangle is read.
    tol : float
        Relative size of what counts as zero.

    Returns
    -------
    str
        "not_critical"; else "saddle" where eigenvalues of both signs count; else "degenerate" where
        one counts as zero; else "min" or "max".

    Raises
    ------
    ValueError
        When an entry is NaN or infinite.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Theorems 2.3 and 2.4.

    Examples
    --------
    >>> import numpy as np
    >>> classify(np.zeros(2), np.diag([1.0, -2.0]), 1e-8)
    'saddle'
    >>> classify(np.zeros(2), np.diag([1.0, 0.0]), 1e-8)
    'degenerate'

    """
    if not (np.isfinite(g).all() and np.isfinite(H).all()):
        raise ValueError("gradient and Hessian must be finite")
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.max(np.abs(eigenvalues))
    if np.linalg.norm(g) > zero:
        return "not_critical"
    rises, falls = bool((eigenvalues > zero).any()), bool((eigenvalues < -zero).any())
    if rises and falls:
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "min" if rises else "max"
