"""Sharpness, the largest eigenvalue of a Hessian, and the step that looks for flatter places."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def lambda_max(Hv: Callable[[Array], Array], n: int, k: int, seed: int = 0) -> float:
    r"""Return an estimate of the largest eigenvalue of a symmetric matrix from k products.

    It is the largest Ritz value of k Lanczos steps with full reorthogonalisation: of all vectors in
    the Krylov space of the start it is the largest Rayleigh quotient. It never exceeds the largest
    eigenvalue, and is exact at k = n but for roundoff. A negative eigenvalue of larger modulus, to
    which power iteration would go, does not disturb it.

    Parameters
    ----------
    Hv : callable
        Takes a vector of shape (n,) to its product with H; called at most k times.
    n : int
        Order of H.
    k : int
        Number of products, 1 to n.
    seed : int
        Of `numpy.random.default_rng`, which draws the start.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        When k is not in 1 … n.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., sections 10.1 and 10.3.

    Examples
    --------
    >>> import numpy as np
    >>> H = np.diag([-5.0, 1.0, 2.0])
    >>> round(lambda_max(lambda v: H @ v, 3, 3), 9)
    2.0

    """
    if not 1 <= k <= n:
        raise ValueError(f"k must be between 1 and {n}, not {k}")
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    basis, T, scale = np.zeros((n, k)), np.zeros((k, k)), 0.0
    for j in range(k):
        basis[:, j] = q
        w = np.asarray(Hv(q))
        scale = max(scale, float(np.linalg.norm(w)))
        Q = basis[:, : j + 1]
        T[: j + 1, j] = T[j, : j + 1] = Q.T @ w
        for _ in range(2):
            w = w - Q @ (Q.T @ w)
        length = float(np.linalg.norm(w))
        if j + 1 == k or length <= n * np.finfo(float).eps * scale:
            # The start's Krylov space is invariant: it holds every eigenvalue the start can see.
            return float(np.linalg.eigvalsh(T[: j + 1, : j + 1])[-1])
        q = w / length
    raise AssertionError("the loop returns")


def sam_step(w: Array, grad: Callable[[Array], Array], lr: float, rho: float) -> Array:
    r"""Return the weights after one step of sharpness-aware minimisation.

    .. math:: w_+ = w - \eta\, \nabla f\left(w + \rho \frac{g}{\|g\|}\right), \qquad g = \nabla f(w)

    The gradient is taken where the function is largest, to first order, within a distance
    :math:`\rho`; the step starts from w itself.

    Parameters
    ----------
    w : ndarray, shape (n,), float64
        Weights; they are not changed.
    grad : callable
        Gradient at a point of shape (n,); called twice, or once where it vanishes.
    lr : float
        Step size :math:`\eta`.
    rho : float
        Radius :math:`\rho`, non-negative.

    Returns
    -------
    ndarray, shape (n,), float64
        A new array; equal to `w` where the gradient vanishes, which has no direction.

    Raises
    ------
    ValueError
        When `rho` is negative or not a number.

    References
    ----------
    Foret, Kleiner, Mobahi & Neyshabur, Sharpness-Aware Minimization for Efficiently Improving
    Generalization (2021), equation (2) and Algorithm 1.

    Examples
    --------
    >>> import numpy as np
    >>> sam_step(np.array([3.0, 4.0]), lambda w: 2 * w, lr=0.25, rho=5.0)
    array([0., 0.])

    """
    if not rho >= 0:
        raise ValueError(f"rho must be non-negative, not {rho}")
    g = grad(w)
    length = np.linalg.norm(g)
    if length == 0:
        return w.copy()
    stepped: Array = w - lr * grad(w + rho / length * g)
    return stepped
