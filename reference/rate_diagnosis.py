"""What a trace of losses says of the learning rate, and a search for the largest stable rate."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Label = Literal["diverging", "oscillating", "noisy", "too_small", "healthy"]

# Shares of the trace's range: a change that counts, and a rise that is a jump.
COUNTS, JUMP = 1e-6, 0.1
# Shares of turns: of an oscillation, and of noise, which turns two times in three.
OSCILLATION, NOISE = 0.9, 0.3
# Bounds of eta L between which a smooth descent is healthy.
TOO_SMALL, TURNS = 0.05, 1.0


def diagnose(trace: Array, eta: float, L: float | None = None) -> Label:
    r"""Return what a trace of losses says of the step size; the first rule that fits counts.

    Let r be the largest value less the smallest. A change from one value to the next counts when it
    is larger than :math:`10^{-6} r`; a turn is a pair of successive changes that count, of opposite
    signs.

    1. "diverging": a value is not finite, or the smallest of the last quarter of the values is
       above the largest of the first half.
    2. "too_small": r is 0.
    3. "oscillating": nine tenths or more of at least three pairs are turns.
    4. "noisy": three tenths or more are, or a step rises by more than r/10.
    5. With L: "too_small" for :math:`\eta L < 0.05`, "oscillating" for :math:`\eta L > 1`.
    6. Without L: "too_small" where the last quarter of the steps falls by at least half as much as
       the first.
    7. "healthy".

    Parameters
    ----------
    trace : ndarray, shape (T + 1,), floating
        Losses at the start and after each of T steps, T at least 1.
    eta : float
        Step size.
    L : float, optional
        Largest curvature, where it is known.

    Returns
    -------
    str

    Notes
    -----
    No rule depends on the scale of the losses or on a constant added to them. On a quadratic the
    loss falls smoothly up to :math:`\eta L = 2`, though beyond 1 the iterates jump from side to
    side in the steepest direction: only L tells.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., section 3.3, for steepest descent on
    quadratics. The rules themselves are a convention of this course.

    Examples
    --------
    >>> import numpy as np
    >>> diagnose(0.25 ** np.arange(12), 0.5)
    'healthy'
    >>> diagnose(1 - 0.01 * np.arange(12), 0.5)
    'too_small'

    """
    seen = _seen_in(trace)
    if seen is not None:
        return seen
    if L is not None:
        rate = eta * L
        return "too_small" if rate < TOO_SMALL else "oscillating" if rate > TURNS else "healthy"
    quarter = max((len(trace) - 1) // 4, 1)
    first, last = trace[0] - trace[quarter], trace[-1 - quarter] - trace[-1]
    return "too_small" if last >= first / 2 else "healthy"


def _seen_in(trace: Array) -> Label | None:
    """Return the label that rules 1 to 4 give, or None for a smooth descent."""
    if not np.isfinite(trace).all():
        return "diverging"
    n, span = len(trace), float(np.ptp(trace))
    if trace[-_up(n, 4) :].min() > trace[: _up(n, 2)].max():
        return "diverging"
    if span == 0:
        return "too_small"
    changes = np.diff(trace)
    turns = _turns(changes, COUNTS * span)
    if turns >= OSCILLATION:
        return "oscillating"
    return "noisy" if turns >= NOISE or changes.max() > JUMP * span else None


def lr_range_test(
    fun: Callable[[Array], tuple[float, Array]], x0: Array, etas: Array, steps: int
) -> float:
    r"""Return the largest of increasing step sizes before the first that is unstable.

    From `x0` gradient descent makes `steps` steps with each step size in turn. A step size is
    stable when all values are finite and the last is at most the first.

    Parameters
    ----------
    fun : callable
        Value and gradient at a point: (n,) to (float, (n,)).
    x0 : ndarray, shape (n,), floating
        Start of every run.
    etas : ndarray, shape (k,)
        Step sizes, increasing.
    steps : int
        Steps of each run, 1 or more.

    Returns
    -------
    float
        One of `etas`, or 0.0 where the first is unstable already.

    Notes
    -----
    The start is evaluated once, and nothing after the first step size that is unstable. On a
    quadratic with curvature up to L the result approaches 2/L with the number of steps.

    References
    ----------
    Smith, Cyclical Learning Rates for Training Neural Networks (2017), section 3.3, where the step
    size grows within one run.

    Examples
    --------
    >>> import numpy as np
    >>> lr_range_test(lambda x: (x @ x / 2, x), np.ones(1), np.array([0.5, 1.5, 2.5]), 5)
    1.5

    """
    start_f, start_g = fun(x0)
    stable = 0.0
    for eta in etas.tolist():
        x, f, g = x0, start_f, start_g
        for _ in range(steps):
            x = x - eta * g
            f, g = fun(x)
            if not np.isfinite(f):
                return stable
        if not f <= start_f:
            return stable
        stable = eta
    return float(stable)


def _up(n: int, parts: int) -> int:
    return -(-n // parts)


def _turns(changes: Array, least: float) -> float:
    """Return the share of turns among pairs of changes that count, 0.0 for fewer than 3 pairs."""
    counting = np.abs(changes) > least
    pairs = counting[1:] & counting[:-1]
    if pairs.sum() < 3:
        return 0.0
    # Signs are compared, as the product of two small changes may vanish.
    return float(np.mean((np.sign(changes[1:]) != np.sign(changes[:-1]))[pairs]))
