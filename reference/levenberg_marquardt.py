"""The Levenberg–Marquardt method for nonlinear least squares."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, solve_triangular

Array = NDArray[np.floating]


class Trial(NamedTuple):
    """One trial step of `lm`: the sum of squares it led to, its damping, its gain ratio."""

    rss: float
    mu: float
    gain: float
    accepted: bool


class LMResult(NamedTuple):
    r"""What a run of `lm` found.

    `b` is the last accepted iterate, shape (n,), and `cov` the estimated covariance
    :math:`s^2 (J^T J)^{-1}`, shape (n, n), with :math:`s^2 = \|r\|^2 / (m - n)`; it is NaN where
    :math:`m \le n` or J is rank deficient. `history` has one `Trial` a step.
    """

    b: Array
    cov: Array
    history: list[Trial]
    converged: bool


def lm_step(J: Array, r: Array, mu: float, D: Array) -> Array:
    r"""Return the Levenberg–Marquardt step: the solution of :math:`(J^T J + \mu D^2) p = -J^T r`.

    It is the least-squares solution of the stacked system

    .. math:: \begin{pmatrix} J \\ \sqrt{\mu}\, D \end{pmatrix} p =
        \begin{pmatrix} -r \\ 0 \end{pmatrix}

    found by a QR factorisation, so that the condition number is not squared.

    Parameters
    ----------
    J : ndarray, shape (m, n), floating
        Jacobian of the residuals.
    r : ndarray, shape (m,)
        Residuals.
    mu : float
        Damping, non-negative.
    D : ndarray, shape (n,)
        Diagonal of the scaling matrix, in units that are inverse to the parameters'.

    Returns
    -------
    ndarray, shape (n,), dtype of the inputs

    Raises
    ------
    ValueError
        When `mu` is negative or not a number.
    numpy.linalg.LinAlgError
        When the columns of the stacked matrix are dependent to working precision: J's are, and no
        damping parts them.

    References
    ----------
    Moré, The Levenberg–Marquardt Algorithm: Implementation and Theory (1978), section 3; Nocedal &
    Wright, Numerical Optimization, 2nd ed., section 10.3.

    Examples
    --------
    >>> import numpy as np
    >>> J, r = np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([2.0, 2.0])
    >>> lm_step(J, r, 1.0, np.array([1.0, 2.0])).round(12)
    array([-1. , -0.5])

    """
    if not mu >= 0:
        raise ValueError(f"mu must be non-negative, not {mu}")
    m = len(J)
    stacked = np.concatenate([J, np.sqrt(mu) * np.diag(D).astype(J.dtype)])
    Q, R = np.linalg.qr(stacked)
    left_over = np.abs(np.diagonal(R)) / _column_norms(stacked)
    if not left_over.min(initial=np.inf) > _roundoff(stacked):
        raise LinAlgError("the columns are dependent to working precision")
    step: Array = solve_triangular(R, -(Q[:m].T @ r))
    return step


def lm(
    res: Callable[[Array], Array],
    jac: Callable[[Array], Array],
    b0: Array,
    *,
    mu0: float = 1e-3,
    tol: float = 1e-12,
    maxit: int = 1000,
) -> LMResult:
    r"""Minimise a sum of squares by Levenberg–Marquardt steps with a gain ratio.

    D holds the largest norm that each column of the Jacobian has had, which makes the iterates
    independent of the parameters' units. A step is accepted when the sum of squares falls; the
    damping then shrinks the more, the closer the gain ratio is to 1. A refused step raises the
    damping, each time in a row by a factor twice as large.

    The run has converged when :math:`\|D p\| \le` `tol` :math:`\|D b\|`, also where damping made
    the step so short because none decreases the sum of squares, or when
    :math:`\|J p\| \le` `tol` :math:`\|r\|`: the step hardly moves the residuals.

    Parameters
    ----------
    res : callable
        Residuals of shape (m,) at parameters of shape (n,). Residuals that are not finite refuse
        the step.
    jac : callable
        Their Jacobian, shape (m, n); called once at the start and once after each accepted step.
    b0 : ndarray, shape (n,), float64
        Start; it is not changed.
    mu0 : float
        First damping, relative to the scaled Jacobian, whose columns have unit norm.
    tol : float
        Relative length of a step that ends the run.
    maxit : int
        Largest number of trial steps.

    Returns
    -------
    LMResult

    Raises
    ------
    ValueError
        When the residuals or the Jacobian at an iterate are not finite.

    References
    ----------
    Moré (1978), as for `lm_step`, for the scaling; Nielsen, Damping Parameter in Marquardt's Method
    (1999), for the damping; Madsen, Nielsen & Tingleff, Methods for Non-Linear Least Squares
    Problems, 2nd ed. (2004), Algorithm 3.16.

    Examples
    --------
    >>> import numpy as np
    >>> x, y = np.array([0.0, 1.0, 2.0]), np.array([2.0, 4.0, 8.0])
    >>> result = lm(
    ...     lambda b: b[0] * np.exp(b[1] * x) - y,
    ...     lambda b: np.stack([np.exp(b[1] * x), b[0] * x * np.exp(b[1] * x)], axis=1),
    ...     np.array([1.0, 0.0]))
    >>> result.converged, result.b.round(12)
    (True, array([2.        , 0.69314718]))

    """
    b = b0.copy()
    r, J = _finite(res(b), "residuals"), _finite(jac(b), "Jacobian")
    D = _column_norms(J)
    mu, growth = mu0, 2.0
    history: list[Trial] = []
    converged = False
    for _ in range(maxit):
        p = lm_step(J, r, mu, D)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            r_new = res(b + p)
            gain = _gain(J, r, r_new, p, mu, D)
            history.append(Trial(float(r_new @ r_new), mu, gain, gain > 0))
        converged = _is_last(J, r, b, p, D, tol)
        if gain > 0:
            b, r, growth = b + p, r_new, 2.0
            J = _finite(jac(b), "Jacobian")
            D = np.maximum(D, _column_norms(J))
            # Below the floor the damping could no longer part dependent columns.
            mu = max(mu * max(1 / 3, 1 - (2 * gain - 1) ** 3), (2 * _roundoff(J)) ** 2)
        else:
            mu, growth = mu * growth, growth * 2
        if converged:
            break
    return LMResult(b, _covariance(J, r), history, converged)


def _finite(values: Array, what: str) -> Array:
    if not np.isfinite(values).all():
        raise ValueError(f"the {what} at an iterate hold NaN or infinity")
    return values


def _roundoff(J: Array) -> float:
    return sum(J.shape) * float(np.finfo(J.dtype).eps)


def _column_norms(J: Array) -> Array:
    norms: Array = np.linalg.norm(J, axis=0)
    return np.where(norms > 0, norms, 1.0)


def _gain(J: Array, r: Array, r_new: Array, p: Array, mu: float, D: Array) -> float:
    # ||r||² − ||r_new||² as a product keeps the digits that the difference of squares would lose.
    actual = float((r - r_new) @ (r + r_new))
    predicted = float(np.sum((J @ p) ** 2) + 2 * mu * np.sum((D * p) ** 2))
    return actual / predicted if np.isfinite(actual) and predicted > 0 else -np.inf


def _is_last(J: Array, r: Array, b: Array, p: Array, D: Array, tol: float) -> bool:
    short = np.linalg.norm(D * p) <= tol * np.linalg.norm(D * (b + p))
    flat = np.linalg.norm(J @ p) <= tol * np.linalg.norm(r)
    return bool(short or flat)


def _covariance(J: Array, r: Array) -> Array:
    m, n = J.shape
    if m <= n:
        return np.full((n, n), np.nan)
    R = np.linalg.qr(J / _column_norms(J), mode="r")
    try:
        root = solve_triangular(R, np.eye(n)) / _column_norms(J)[:, None]
    except LinAlgError:
        return np.full((n, n), np.nan)
    covariance: Array = root @ root.T * float(r @ r) / (m - n)
    return covariance


def lm_fit(
    res: Callable[[Array], Array],
    jac: Callable[[Array], Array],
    b0: Array,
    tol: float = 1e-12,
    maxit: int = 1000,
) -> tuple[Array, Array, Array, bool]:
    r"""Return of a run of `lm`, with the same parameters, a tuple of what its exercise asks for.

    Returns
    -------
    b : ndarray, shape (n,)
    cov : ndarray, shape (n, n)
    history : ndarray, shape (k + 1,)
        Sums of squares at the start and after each of k accepted steps.
    converged : bool

    Examples
    --------
    >>> import numpy as np
    >>> lm_fit(lambda b: b - 3, lambda b: np.eye(1), np.zeros(1))[0].round(9)
    array([3.])

    """
    start = _finite(res(b0), "residuals")
    result = lm(res, jac, b0, tol=tol, maxit=maxit)
    accepted = [trial.rss for trial in result.history if trial.accepted]
    history = np.array([float(start @ start), *accepted])
    return result.b, result.cov, history, result.converged
