"""A line search for the strong Wolfe conditions."""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

Status = Literal["wolfe", "unbounded", "budget"]

LONGEST = 1e10


class _Trial(NamedTuple):
    a: float
    value: float
    slope: float


def strong_wolfe(
    phi: Callable[[float], float],
    dphi: Callable[[float], float],
    c1: float = 1e-4,
    c2: float = 0.9,
    *,
    first: float = 1.0,
    budget: int = 25,
    slack: float = 0.0,
) -> tuple[float, Status]:
    r"""Return a step length that meets the strong Wolfe conditions.

    .. math:: \phi(a) \le \phi(0) + c_1 a \phi'(0), \qquad |\phi'(a)| \le c_2 |\phi'(0)|

    Trial steps grow until they bracket an acceptable one; the bracket is then narrowed by cubic
    interpolation, kept away from its ends. Many steps are acceptable: two correct searches differ.

    Parameters
    ----------
    phi, dphi : callable
        Value and derivative along the line. A value that is not finite refuses the step.
    c1, c2 : float
        Constants of sufficient decrease and curvature, :math:`0 < c_1 < c_2 < 1`.
    first : float
        First trial step, positive.
    budget : int
        Largest number of trial steps.
    slack : float
        Rise of the value that counts as roundoff. Close to a minimum the decrease that the first
        condition asks for is smaller than the roundoff in the value; the slopes still tell.

    Returns
    -------
    a : float
        The last step tried if "wolfe"; otherwise the lowest step tried that decreases enough, 0.0
        where there is none.
    status : str
        "wolfe", "unbounded" (the function still falls at a step of 1e10) or "budget".

    Raises
    ------
    ValueError
        When the direction does not descend, :math:`\phi'(0) \ge 0` or not a number, or the
        constants are out of order.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., Algorithms 3.5 and 3.6, equation (3.59).

    Examples
    --------
    >>> strong_wolfe(lambda a: (a - 3) ** 2, lambda a: 2 * (a - 3), c2=0.1)
    (3.0, 'wolfe')

    """
    if not 0 < c1 < c2 < 1:
        raise ValueError(f"0 < c1 < c2 < 1 does not hold for {c1} and {c2}")
    start = _Trial(0.0, float(phi(0.0)), float(dphi(0.0)))
    if not start.slope < 0:
        raise ValueError(f"the direction does not descend: its slope is {start.slope}")
    low, high, a = start, None, first
    for _ in range(budget):
        value = float(phi(a))
        enough = -math.inf < value <= start.value + c1 * a * start.slope + slack
        if not enough or value >= low.value + slack:
            high = _Trial(a, value if math.isfinite(value) else math.inf, math.nan)
        else:
            slope = float(dphi(a))
            if abs(slope) <= -c2 * start.slope:
                return a, "wolfe"
            # The interval keeps an end whose slope points into it.
            outward = slope >= 0 if high is None else slope * (high.a - low.a) >= 0
            if outward:
                high = low
            low = _Trial(a, value, slope)
        if high is None and low.a >= LONGEST:
            return low.a, "unbounded"
        a = min(4 * low.a, LONGEST) if high is None else _between(low, high)
    return low.a, "budget"


def wolfe_step(
    phi: Callable[[float], float],
    dphi: Callable[[float], float],
    c1: float = 1e-4,
    c2: float = 0.9,
) -> tuple[float, Status]:
    r"""Return what `strong_wolfe` returns from a first trial step of 1, with at most 25 trials.

    This is the line search as the exercise asks for it.

    Parameters
    ----------
    phi, dphi : callable
        Value and derivative along the line.
    c1, c2 : float
        Constants of sufficient decrease and curvature.

    Returns
    -------
    a : float
    status : str

    Raises
    ------
    ValueError
        As `strong_wolfe` does.

    Examples
    --------
    >>> wolfe_step(lambda a: (a - 3) ** 2, lambda a: 2 * (a - 3), c2=0.1)
    (3.0, 'wolfe')

    """
    return strong_wolfe(phi, dphi, c1, c2)


def _between(low: _Trial, high: _Trial) -> float:
    width = high.a - low.a
    trial = _interpolated(low, high)
    if not math.isfinite(trial):
        return low.a + 0.5 * width
    left, right = sorted((low.a + 0.1 * width, high.a - 0.1 * width))
    return min(max(trial, left), right)


def _interpolated(low: _Trial, high: _Trial) -> float:
    width = high.a - low.a
    rise = high.value - low.value
    if width == 0 or not math.isfinite(rise):
        return math.nan
    if math.isnan(high.slope):
        # The parabola through both values with the slope at the lower end.
        curvature = 2 * (rise / width - low.slope) / width
        return low.a - low.slope / curvature if curvature > 0 else math.nan
    d1 = low.slope + high.slope - 3 * rise / width
    radicand = d1 * d1 - low.slope * high.slope
    if radicand < 0:
        return math.nan
    d2 = math.copysign(math.sqrt(radicand), width)
    denominator = high.slope - low.slope + 2 * d2
    return high.a - width * (high.slope + d2 - d1) / denominator if denominator else math.nan
