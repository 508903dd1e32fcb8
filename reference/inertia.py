"""The inertia of a symmetric matrix."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import ldl

Array = NDArray[np.floating]

# Pivots below this share of the largest entry are what rounding leaves of a zero.
ZERO = 1e-10


def inertia(H: Array) -> tuple[int, int, int]:
    r"""Return how many eigenvalues are positive, zero and negative, without computing them.

    In :math:`P H P^T = L D L^T` the matrix D is congruent to H. By Sylvester's law of inertia it
    has the same numbers of eigenvalues of each sign, and its blocks are of size 1 or 2.

    Parameters
    ----------
    H : ndarray, shape (n, n), floating
        Symmetric; only its lower triangle is read.

    Returns
    -------
    positive, zero, negative : int
        A pivot of at most 1e-10 times the largest entry counts as zero, and a block as two zeros
        where the entry beside its diagonal is as small.

    Raises
    ------
    ValueError
        When an entry is NaN or infinite.

    Notes
    -----
    The pivoting takes a block of size 2 only where its determinant is negative, so that such a
    block counts one positive and one negative eigenvalue.

    References
    ----------
    Bunch & Kaufman, Some Stable Methods for Calculating Inertia and Solving Symmetric Linear
    Systems, Mathematics of Computation 31 (1977).

    Examples
    --------
    >>> import numpy as np
    >>> inertia(np.array([[0.0, 1.0], [1.0, 0.0]]))
    (1, 0, 1)
    >>> inertia(np.diag([2.0, 0.0, -1.0, 3.0]))
    (2, 1, 1)

    """
    if not np.isfinite(H).all():
        raise ValueError("H must be finite")
    D = ldl(H)[1]
    beside = np.append(np.diag(D, -1), 0.0)
    pivots = np.diag(D)[(beside == 0) & (np.roll(beside, 1) == 0)]
    zero = ZERO * np.max(np.abs(H))
    # What rounding leaves of zeros may be paired, too: such a block counts none of either sign.
    blocks = int((np.abs(beside) > zero).sum())
    positive = int((pivots > zero).sum()) + blocks
    negative = int((pivots < -zero).sum()) + blocks
    return positive, len(H) - positive - negative, negative
