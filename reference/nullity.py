"""How many directions a symmetric matrix leaves flat, up to rounding."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def nullity(H: Array, rtol: float | None = None) -> int:
    r"""Return the number of eigenvalues that are zero relative to the largest.

    Counted are the eigenvalues with :math:`|\lambda| \le \mathrm{rtol} \cdot \max|\lambda|`. At a
    minimum that interpolates n scalar targets with p parameters, the Hessian of half the
    squared error is :math:`J^T J` with a Jacobian of n rows, so that the nullity is p - n at least.

    Parameters
    ----------
    H : ndarray, shape (p, p), float64 or float32
        Symmetric, definite or not.
    rtol : float, optional
        Without it p times the machine epsilon of the dtype of H, the usual bound on the rounding
        of an eigenvalue.

    Returns
    -------
    int
        Between 0 and p; p for a matrix of zeros.

    Raises
    ------
    ValueError
        When H is not square, or holds NaN or infinity.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 5.4.1 (numerical rank); the threshold is
    that of numpy.linalg.matrix_rank. Cooper, The Loss Landscape of Overparameterized Neural
    Networks (2018), for the bound p - n.

    Examples
    --------
    >>> import numpy as np
    >>> nullity(np.diag([2.0, -1.0, 0.0]))
    1

    """
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ValueError("H must be square")
    if not np.isfinite(H).all():
        raise ValueError("H is not finite")
    if H.size == 0:
        return 0
    sizes = np.abs(np.linalg.eigvalsh(H))
    if rtol is None:
        # Of the dtype of H: zeros of a float32 matrix are rounded to 1e-7, not to 1e-16.
        rtol = len(H) * float(np.finfo(H.dtype).eps)
    return int(np.sum(sizes <= rtol * sizes.max()))
