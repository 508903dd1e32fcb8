"""Sharpness along gradient descent, where it rises to the edge of stability."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from reference.sharpness import lambda_max

Array = NDArray[np.float64]


def sharpness_trace(
    grad: Callable[[Array], Array],
    hvp: Callable[[Array, Array], Array],
    x0: Array,
    eta: float,
    T: int,
    every: int,
) -> tuple[Array, Array]:
    r"""Return the sharpness at regular points of a run of gradient descent, and where it ends.

    Sharpness is the largest eigenvalue of the Hessian of the full loss: neither of a batch's loss,
    nor of the Gauss–Newton matrix, which lacks the residuals' own curvature. On networks it often
    rises until it is about :math:`2 / \eta`, and stays there.

    Parameters
    ----------
    grad : callable
        Gradient at a point of shape (n,); called T times.
    hvp : callable
        Takes a point and a vector, both of shape (n,), to the product of the Hessian there with
        the vector; called at most n times for each measurement.
    x0 : ndarray, shape (n,), float64
        Start; it is not changed.
    eta : float
        Step size.
    T : int
        Number of steps, 0 or more.
    every : int
        Steps between measurements, 1 or more.

    Returns
    -------
    lam : ndarray, shape (T // every + 1,), float64
        Largest eigenvalues before step 0, `every`, 2 `every`, … and after step T where it is one
        of these.
    x : ndarray, shape (n,), float64
        Point after T steps.

    Raises
    ------
    ValueError
        When `every` is less than 1.

    References
    ----------
    Cohen, Kaur, Li, Kolter & Talwalkar, Gradient Descent on Neural Networks Typically Occurs at the
    Edge of Stability (2021), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> H = np.diag([1.0, -3.0])
    >>> lam, x = sharpness_trace(lambda x: H @ x, lambda x, v: H @ v, np.ones(2), 0.5, 2, 1)
    >>> lam.round(12), x
    (array([1., 1., 1.]), array([0.25, 6.25]))

    """
    if every < 1:
        raise ValueError(f"a measurement is taken every 1 or more steps, not {every}")
    x, n = x0.copy(), len(x0)
    lam = np.empty(T // every + 1)
    for t in range(T + 1):
        if t % every == 0:
            lam[t // every] = lambda_max(lambda v, x=x: hvp(x, v), n, n)  # type: ignore[misc]
        if t < T:
            x = x - eta * grad(x)
    return lam, x
