"""Cholesky factorisation with an added multiple of the identity."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

# The share of a shift that has to be left over when it succeeds.
ROOM = 1e-3


def modified_cholesky(H: Array, beta: float = 1e-3) -> tuple[Array, float]:
    r"""Return a factor and a shift with :math:`L L^T = H + \tau I`.

    The shift is 0 where `H` is positive definite. Otherwise trial shifts are doubled until the
    factorisation succeeds, so that :math:`\tau \le 2.01 |\lambda_{\min}| + \beta`. A trial has to
    succeed with room to spare: the smallest eigenvalue left is :math:`\tau / 1000` or more.

    Parameters
    ----------
    H : ndarray, shape (n, n), floating
        Symmetric matrix; only its lower triangle is read.
    beta : float
        Smallest shift tried, positive.

    Returns
    -------
    L : ndarray, shape (n, n), dtype of `H`
        Lower triangular factor with a positive diagonal.
    tau : float
        The shift.

    Raises
    ------
    ValueError
        When `H` holds NaN or infinity, or `beta` is not positive: no shift would ever succeed.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 3.3, which takes a trial shift that
    only just succeeds, as 1 does for the first example below by luck of rounding.

    Examples
    --------
    >>> import numpy as np
    >>> L, tau = modified_cholesky(np.array([[1.0, 2.0], [2.0, 1.0]]))
    >>> tau
    1.024
    >>> np.allclose(L @ L.T, [[2.024, 2.0], [2.0, 2.024]])
    True
    >>> modified_cholesky(np.array([[4.0, 2.0], [2.0, 5.0]]))[1]
    0.0

    """
    if not np.isfinite(H).all():
        raise ValueError("H holds NaN or infinity")
    if not beta > 0:
        raise ValueError(f"beta must be positive, not {beta}")
    smallest = float(np.min(np.diagonal(H)))
    tau = 0.0 if smallest > 0 else -smallest + beta
    identity = np.eye(len(H), dtype=H.dtype)
    while True:
        try:
            if tau > 0:
                np.linalg.cholesky(H + (1 - ROOM) * tau * identity)
            return np.linalg.cholesky(H + tau * identity), tau
        except np.linalg.LinAlgError:
            tau = max(2 * tau, beta)
