"""The L-BFGS direction by the two-loop recursion, and the method built on it."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reference.wolfe import strong_wolfe

Array = NDArray[np.floating]

CURVATURE_THRESHOLD = 1e-10


def has_curvature(s: Array, y: Array) -> bool:
    r"""Return whether a pair may enter the recursion: :math:`s^T y > 10^{-10} \|s\| \|y\|`.

    The test is relative, so it does not depend on the units of the problem; a zero step and a zero
    change of the gradient both fail it.

    Parameters
    ----------
    s, y : ndarray, shape (n,)
        Step and change of the gradient along it.

    Examples
    --------
    >>> import numpy as np
    >>> has_curvature(np.array([1e-9, 0.0]), np.array([2e-9, 0.0]))
    True
    >>> has_curvature(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    False

    """
    return bool(s @ y > CURVATURE_THRESHOLD * np.linalg.norm(s) * np.linalg.norm(y))


def two_loop_direction(
    g: Array, S: Array | Sequence[Array], Y: Array | Sequence[Array], gamma: float | None = None
) -> Array:
    r"""Return the L-BFGS direction :math:`d = -H g` without forming :math:`H`.

    :math:`H` is the inverse Hessian approximation that the kept pairs give through repeated BFGS
    updates of :math:`H_0 = \gamma I`. The cost is about :math:`4mn` multiplications, and
    :math:`O(n)` memory beyond the inputs.

    Parameters
    ----------
    g : ndarray, shape (n,), float64 or float32
        Gradient.
    S, Y : ndarray, shape (m, n), or sequence of m ndarrays, shape (n,), dtype of `g`
        Steps and changes of the gradient, rows from oldest to newest; m may be 0.
    gamma : float, optional
        Scale of the initial matrix. By default :math:`s^T y / y^T y` of the newest kept pair, and 1
        where no pair is kept.

    Returns
    -------
    ndarray, shape (n,), dtype of `g`
        The direction. Pairs that fail `has_curvature` take no part.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 7.4 and equation (7.20).

    Examples
    --------
    >>> import numpy as np
    >>> S = np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> Y = np.array([[1.0, 1.0], [1.0, 2.0]])
    >>> two_loop_direction(np.array([1.0, 1.0]), S, Y)
    array([-0.7 , -0.15])

    """
    kept = [i for i in range(len(S)) if has_curvature(S[i], Y[i])]
    if gamma is None:
        gamma = float(S[kept[-1]] @ Y[kept[-1]] / (Y[kept[-1]] @ Y[kept[-1]])) if kept else 1.0

    q = g.copy()
    alpha = {}
    for i in reversed(kept):
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        beta = (Y[i] @ r) / (S[i] @ Y[i])
        r += (alpha[i] - beta) * S[i]
    return -r


class LbfgsResult(NamedTuple):
    r"""What a run of `lbfgs` found.

    `x` is the last iterate, shape (n,), `g` the gradient there and `history` the function values at
    the iterates, the start first; `evaluations` counts the calls of the function.
    """

    x: Array
    g: Array
    history: list[float]
    evaluations: int
    converged: bool


class _Line:
    """A function along a line, with the last point evaluated."""

    def __init__(
        self, fun_grad: Callable[[Array], tuple[float, Array]], x: Array, d: Array
    ) -> None:
        self.fun_grad, self.x, self.d = fun_grad, x, d
        self.evaluations = 0

    def start_at(self, f: float, g: Array) -> None:
        self.a, self.point, self.f, self.g = 0.0, self.x, f, g

    def phi(self, a: float) -> float:
        if a != self.a:
            self.a, self.point = a, self.x + a * self.d
            self.f, self.g = self.fun_grad(self.point)
            self.evaluations += 1
        return self.f

    def dphi(self, a: float) -> float:
        self.phi(a)
        return float(self.g @ self.d)


def lbfgs(
    fun_grad: Callable[[Array], tuple[float, Array]],
    x0: Array,
    m: int = 10,
    tol: float = 1e-8,
    maxit: int = 1000,
) -> LbfgsResult:
    r"""Minimise a smooth function by L-BFGS with a strong Wolfe line search.

    The newest m pairs of steps and changes of the gradient are kept, so the memory is about 2m
    vectors whatever the number of iterations. The first step, which knows no curvature, is tried
    with length :math:`\min(1, 1 / \|g\|_1)` times the gradient, every later one with length 1.

    Parameters
    ----------
    fun_grad : callable
        Value and gradient of shape (n,) at a point. A value that is not finite shortens the step.
    x0 : ndarray, shape (n,), float64
        Start; it is not changed.
    m : int
        Number of pairs kept, at least 1.
    tol : float
        Largest component of the gradient that counts as stationary.
    maxit : int
        Largest number of iterations.

    Returns
    -------
    LbfgsResult
        The function never rises by more than its roundoff. `converged` is False when `maxit` was
        reached or the line search found no step.

    Raises
    ------
    ValueError
        When m is less than 1.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithm 7.5; Liu & Nocedal, On the Limited
    Memory BFGS Method for Large Scale Optimization (1989).

    Examples
    --------
    >>> import numpy as np
    >>> result = lbfgs(lambda x: (float(np.cosh(x).sum()), np.sinh(x)), np.array([1.0, -2.0]))
    >>> result.converged, round(result.history[-1], 12)
    (True, 2.0)

    """
    if m < 1:
        raise ValueError(f"at least one pair must be kept, not {m}")
    x = x0.copy()
    f, g = fun_grad(x)
    history, evaluations = [float(f)], 1
    S: deque[Array] = deque(maxlen=m)
    Y: deque[Array] = deque(maxlen=m)
    for _ in range(maxit):
        if np.abs(g).max(initial=0.0) <= tol:
            return LbfgsResult(x, g, history, evaluations, converged=True)
        line = _Line(fun_grad, x, two_loop_direction(g, S, Y))
        line.start_at(float(f), g)
        first = 1.0 if S else min(1.0, 1.0 / float(np.abs(g).sum()))
        roundoff = 4 * float(np.finfo(x.dtype).eps) * abs(float(f))
        _, status = strong_wolfe(line.phi, line.dphi, first=first, slack=roundoff)
        evaluations += line.evaluations
        if status != "wolfe":
            break
        # The accepted step is the last one tried.
        S.append(line.point - x)
        Y.append(line.g - g)
        x, f, g = line.point, line.f, line.g
        history.append(float(f))
    converged = bool(np.abs(g).max(initial=0.0) <= tol)
    return LbfgsResult(x, g, history, evaluations, converged)


def lbfgs_minimise(
    fun_grad: Callable[[Array], tuple[float, Array]],
    x0: Array,
    m: int = 10,
    tol: float = 1e-8,
    maxit: int = 1000,
) -> tuple[Array, Array, bool]:
    r"""Return of a run of `lbfgs`, with the same parameters, a tuple of what its exercise asks for.

    Returns
    -------
    x : ndarray, shape (n,)
        Last iterate.
    history : ndarray, shape (k + 1,)
        Values at the start and after each of k steps.
    converged : bool

    Examples
    --------
    >>> import numpy as np
    >>> lbfgs_minimise(lambda x: (float(x @ x) / 2, x), np.array([0.5]))
    (array([0.]), array([0.125, 0.   ]), True)

    """
    result = lbfgs(fun_grad, x0, m, tol, maxit)
    return result.x, np.array(result.history), result.converged
