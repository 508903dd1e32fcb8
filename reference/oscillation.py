"""Which modes of a quadratic gradient descent oscillates in."""

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-10


def oscillation_modes(X: NDArray[np.float64], V: NDArray[np.float64]) -> NDArray[np.bool_]:
    r"""Return for each eigenvector whether the iterates change sides along it at every step.

    Along an eigenvector with eigenvalue λ a step of size η multiplies the distance to the minimiser
    by 1 − ηλ, which is negative for η > 1/λ. The loss falls all the same up to η = 2/λ.

    Parameters
    ----------
    X : ndarray, shape (T, n), float64
        Iterates, measured from the minimiser.
    V : ndarray, shape (n, n), float64
        Orthonormal eigenvectors of the Hessian, one a column.

    Returns
    -------
    ndarray, shape (n,), bool
        True where the coordinate has a pair of neighbours in time, both larger than 1e-10 times the
        largest coordinate of all, and every such pair has opposite signs.

    References
    ----------
    Goh, Why Momentum Really Works, Distill (2017), on the eigenvector basis.

    Examples
    --------
    >>> import numpy as np
    >>> oscillation_modes(np.array([[4.0, 4.0], [-2.0, 2.0], [1.0, 1.0]]), np.eye(2))
    array([ True, False])

    """
    C = X @ V
    counted = np.abs(C) > ROUNDING * np.abs(C).max(initial=0.0)
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    modes: NDArray[np.bool_] = pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
    return modes
