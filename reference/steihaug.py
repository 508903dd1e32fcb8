"""The trust-region step by truncated conjugate gradients."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reference.trust_region import boundary_crossing

Array = NDArray[np.floating]
Status = Literal["interior", "boundary", "neg_curv", "budget"]


def steihaug(
    g: Array, Bv: Callable[[Array], Array], delta: float, tol: float
) -> tuple[Array, Status]:
    r"""Return an approximate minimiser of the quadratic model in a ball, and how it was found.

    Conjugate gradients start at 0, so that the model falls and the distance grows at each step.
    They end at the boundary when a step would leave the ball or meets a direction d of non-positive
    curvature, :math:`d^T B d \le 0`; then the model is minimised along d among the two crossings.

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    Bv : callable
        Takes a vector of shape (n,) to its product with the symmetric matrix B, definite or not;
        called at most n + 1 times.
    delta : float
        Radius, positive.
    tol : float
        Largest norm of the residual :math:`Bp + g` that counts as solved.

    Returns
    -------
    p : ndarray, shape (n,), dtype of `g`
    status : str
        "interior" (the residual is within `tol`), "boundary" (a step would have left the ball),
        "neg_curv" (non-positive curvature) or "budget" (n + 1 products did not bring the residual
        below `tol`).

    Raises
    ------
    ValueError
        When `delta` is not positive.

    References
    ----------
    Steihaug, The Conjugate Gradient Method and Trust Regions in Large Scale Optimization (1983);
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 7.2.

    Examples
    --------
    >>> import numpy as np
    >>> g, B = np.array([2.0, 3.0]), np.diag([1.0, 3.0])
    >>> p, status = steihaug(g, lambda v: B @ v, 10.0, 1e-12)
    >>> p.round(12), status
    (array([-2., -1.]), 'interior')
    >>> steihaug(np.array([1.0, 0.0]), lambda v: -v, 2.0, 1e-12)
    (array([-2.,  0.]), 'neg_curv')

    """
    if not delta > 0:
        raise ValueError(f"delta must be positive, not {delta}")
    z, r, d = np.zeros_like(g), g.copy(), -g
    if np.linalg.norm(r) <= tol:
        return z, "interior"
    for _ in range(len(g) + 1):
        Bd = Bv(d)
        curvature = float(d @ Bd)
        if not curvature > 0:
            return z + _lower_crossing(z, r, d, curvature, delta) * d, "neg_curv"
        squared = float(r @ r)
        alpha = squared / curvature
        if np.linalg.norm(z + alpha * d) >= delta:
            return z + boundary_crossing(z, d, delta)[1] * d, "boundary"
        z = z + alpha * d
        r = r + alpha * Bd
        if np.linalg.norm(r) <= tol:
            return z, "interior"
        d = -r + float(r @ r) / squared * d
    return z, "budget"


def _lower_crossing(z: Array, r: Array, d: Array, curvature: float, delta: float) -> float:
    # r is the model's gradient at z, so both values cost no further product with B.
    slope = float(r @ d)
    return min(
        boundary_crossing(z, d, delta), key=lambda tau: tau * slope + 0.5 * tau * tau * curvature
    )
