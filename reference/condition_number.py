"""The condition number of an operator, from a few products with it."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigvalsh_tridiagonal

Array = NDArray[np.float64]


def condition_estimate(Av: Callable[[Array], Array], n: int, k: int, seed: int) -> float:
    r"""Return a Lanczos estimate of λmax/λmin of a positive semidefinite operator.

    The extreme eigenvalues of the tridiagonal matrix lie between those of A, so that the estimate
    is never above the condition number, but for rounding. With n steps it is exact.

    Parameters
    ----------
    Av : callable
        Takes a vector of shape (n,) to its product with A; called k times at most.
    n : int
        Order of A.
    k : int
        Number of steps, at least 1; beyond n nothing is gained, and n steps are taken.
    seed : int
        Of the start vector, which is drawn from a normal distribution.

    Returns
    -------
    float
        At least 1; infinite where the smallest eigenvalue found is zero but for rounding: at
        most 10·n·eps times the largest.

    Raises
    ------
    ValueError
        When k is less than 1, or an eigenvalue is found that is negative beyond rounding.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 10.1.

    Examples
    --------
    >>> import numpy as np
    >>> round(condition_estimate(lambda v: np.array([8.0, 2.0, 4.0]) * v, 3, 3, seed=0), 9)
    4.0

    """
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    alpha, beta = _lanczos(Av, n, min(k, n), np.random.default_rng(seed))
    values = eigvalsh_tridiagonal(np.array(alpha), np.array(beta))
    smallest, largest = float(values[0]), float(values[-1])
    rounding = 10 * n * np.finfo(np.float64).eps * max(abs(smallest), abs(largest))
    if smallest < -rounding:
        raise ValueError("an eigenvalue is negative: the operator is not positive semidefinite")
    return largest / smallest if smallest > rounding else math.inf


def _lanczos(
    Av: Callable[[Array], Array], n: int, k: int, rng: np.random.Generator
) -> tuple[list[float], list[float]]:
    start = rng.standard_normal(n)
    Q = (start / np.linalg.norm(start))[None, :]
    alpha: list[float] = []
    beta: list[float] = []
    scale = 0.0
    while True:
        w = np.asarray(Av(Q[-1]), dtype=np.float64)
        alpha.append(float(Q[-1] @ w))
        scale = max(scale, float(np.linalg.norm(w)))
        # Twice: once leaves a part of the order of the rounding of w, not of what remains of it.
        for _ in range(2):
            w = w - Q.T @ (Q @ w)
        length = float(np.linalg.norm(w))
        # In an invariant subspace a start without zero components has met all eigenvalues.
        if len(alpha) == k or length <= n * np.finfo(np.float64).eps * scale:
            return alpha, beta
        beta.append(length)
        Q = np.vstack([Q, w / length])
