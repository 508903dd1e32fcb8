"""The direction of steepest descent in several norms."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve

Array = NDArray[np.floating]
Norm = Literal["l2", "l1", "linf", "P"]


def steepest_direction(g: Array, norm: Norm, P: Array | None = None) -> Array:
    r"""Return the direction of length 1 in a norm along which the slope is most negative.

    The slope along it is minus the dual norm of g.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    norm : {"l2", "l1", "linf", "P"}
        In which norm the direction has length 1; "P" is :math:`\sqrt{d^T P d}`.
    P : ndarray, shape (n, n), floating, optional
        Symmetric positive definite matrix of the norm "P".

    Returns
    -------
    ndarray, shape (n,), dtype of g
        Zero where g is zero. For "l1" one entry is not zero: the first of those where
        :math:`|g_i|` is largest. For "linf" an entry of g that is zero gives zero.

    Raises
    ------
    ValueError
        When there is no such norm, or no P for the norm "P".
    numpy.linalg.LinAlgError
        When P is not positive definite.

    References
    ----------
    Boyd & Vandenberghe, Convex Optimization, section 9.4.

    Examples
    --------
    >>> import numpy as np
    >>> steepest_direction(np.array([3.0, -4.0]), "l2")
    array([-0.6,  0.8])
    >>> steepest_direction(np.array([3.0, -4.0]), "l1")
    array([-0.,  1.])

    """
    if norm not in ("l2", "l1", "linf", "P"):
        raise ValueError(f"there is no norm {norm!r}")
    if norm == "P" and P is None:
        raise ValueError("the norm 'P' needs its matrix")
    factor = np.linalg.cholesky(P) if norm == "P" and P is not None else None
    if not g.any():
        return np.zeros_like(g)
    # The direction does not depend on the length of g, whose square may leave the range of numbers.
    u: Array = g / np.abs(g).max()
    if norm == "l1":
        direction = np.zeros_like(u)
        largest = int(np.argmax(np.abs(u)))
        direction[largest] = np.sign(u[largest])
        return -direction
    if norm == "linf":
        return -np.sign(u)
    solved: Array = u if factor is None else cho_solve((factor, True), u)
    return -solved / np.sqrt(u @ solved)
