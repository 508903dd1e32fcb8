"""Extreme eigenvalues from matrix-vector products, by the Lanczos method."""

from collections.abc import Callable

import torch


def lanczos(
    Hv: Callable[[torch.Tensor], torch.Tensor], start: torch.Tensor, k: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    r"""Return the tridiagonal matrix and the basis of k steps of the Lanczos method.

    :math:`Q^T H Q = T` with orthonormal columns in Q, the first along `start`, and T tridiagonal.
    Each vector is orthogonalised against all before it, twice; without that the basis loses
    orthogonality as eigenvalues converge, and T shows them again and again. Where the vectors span
    an invariant subspace before step k, the method goes on with a unit vector outside it, and T has
    a zero off the diagonal there.

    Parameters
    ----------
    Hv : callable
        Takes a vector of shape (n,) to its product with the symmetric matrix H; called k times.
    start : tensor, shape (n,), float64 or float32
        Start vector, not zero.
    k : int
        Number of steps, 1 to n.

    Returns
    -------
    alpha : tensor, shape (k,), dtype and device of `start`
        Diagonal of T.
    beta : tensor, shape (k - 1,)
        Off-diagonal of T, non-negative.
    Q : tensor, shape (n, k)

    Raises
    ------
    ValueError
        When k is not in 1 … n or `start` is zero.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 10.1 and 10.3 (reorthogonalisation);
    Parlett, The Symmetric Eigenvalue Problem (1980), chapter 13.

    Examples
    --------
    >>> import torch
    >>> H = torch.diag(torch.tensor([1.0, 3.0], dtype=torch.float64))
    >>> alpha, beta, Q = lanczos(lambda v: H @ v, torch.ones(2).double(), 2)
    >>> alpha.round(decimals=12), beta.round(decimals=12)
    (tensor([2., 2.], dtype=torch.float64), tensor([1.], dtype=torch.float64))

    """
    n = start.shape[0]
    if not 1 <= k <= n:
        raise ValueError(f"k must be between 1 and {n}, not {k}")
    if not bool(torch.linalg.norm(start) > 0):
        raise ValueError("the start vector is zero")
    Q = torch.zeros(n, k, dtype=start.dtype, device=start.device)
    alpha, beta = start.new_zeros(k), start.new_zeros(k - 1)
    Q[:, 0] = start / torch.linalg.norm(start)
    scale = 0.0
    for j in range(k):
        w = Hv(Q[:, j])
        alpha[j] = Q[:, j] @ w
        scale = max(scale, float(torch.linalg.norm(w)))
        if j + 1 == k:
            break
        w = _orthogonalised(w, Q[:, : j + 1])
        length = torch.linalg.norm(w)
        if length > n * torch.finfo(start.dtype).eps * scale:
            beta[j], Q[:, j + 1] = length, w / length
        else:
            Q[:, j + 1] = _outside(Q[:, : j + 1])
    return alpha, beta, Q


def lanczos_extremal(
    Hv: Callable[[torch.Tensor], torch.Tensor],
    n: int,
    k: int,
    seed: int,
    device: str = "cpu",
) -> tuple[float, float]:
    r"""Return estimates of the smallest and the largest eigenvalue after k Lanczos steps.

    They are the extreme Ritz values. They lie between the ends of the spectrum, signs included, and
    converge to these long before the inner ones do. Power iteration would find the largest modulus
    only.

    Parameters
    ----------
    Hv : callable
        Takes a float64 tensor of shape (n,) to its product with the symmetric matrix H; called k
        times.
    n : int
        Order of H.
    k : int
        Number of steps, 1 to n; with n steps the values are exact but for roundoff.
    seed : int
        Seed of the start vector.
    device : str
        Of the vectors that `Hv` is given; they are float64.

    Returns
    -------
    tuple of float
        Smallest and largest Ritz value.

    Raises
    ------
    ValueError
        When k is not in 1 … n.

    References
    ----------
    Golub & Van Loan, Matrix Computations, 4th ed., section 10.1.

    Examples
    --------
    >>> import torch
    >>> H = torch.diag(torch.tensor([-5.0, 1.0, 2.0], dtype=torch.float64))
    >>> smallest, largest = lanczos_extremal(lambda v: H @ v, 3, 3, seed=0)
    >>> round(smallest, 9), round(largest, 9)
    (-5.0, 2.0)

    """
    generator = torch.Generator().manual_seed(seed)
    # Drawn on the CPU, so that every device starts from the same vector.
    start = torch.randn(n, generator=generator, dtype=torch.float64).to(device)
    alpha, beta, _ = lanczos(Hv, start, k)
    T = torch.diag(alpha) + torch.diag(beta, 1) + torch.diag(beta, -1)
    ritz = torch.linalg.eigvalsh(T)
    return float(ritz[0]), float(ritz[-1])


def _orthogonalised(w: torch.Tensor, Q: torch.Tensor) -> torch.Tensor:
    for _ in range(2):
        w = w - Q @ (Q.mT @ w)
    return w


def _outside(Q: torch.Tensor) -> torch.Tensor:
    # The unit vector that the basis covers least.
    unit = torch.zeros_like(Q[:, 0])
    unit[torch.argmin(Q.square().sum(1))] = 1.0
    rest = _orthogonalised(unit, Q)
    direction: torch.Tensor = rest / torch.linalg.norm(rest)
    return direction
