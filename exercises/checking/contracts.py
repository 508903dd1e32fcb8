"""Contracts that many values meet: a check recomputes the quantities and asks whether they hold."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from exercises.checking.arrays import index_said, norm, wide
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real, expect_scalar, expect_shape
from exercises.checking.tolerances import EPSILON, Tolerance

ROUNDINGS = 50 * EPSILON["float64"]


def expect_armijo(
    f: Callable[[Any], Any],
    gradient: Callable[[Any], Any],
    x: Any,
    direction: Any,
    step: Any,
    *,
    c1: float = 1e-4,
    what: str = "the step length",
    case: str = "",
) -> None:
    """Expect f(x + ap) ≤ f(x) + c₁·a·∇f(x)ᵀp for a positive step length a.

    Equality counts, and 50 roundings of |f|: where f is flat to rounding no step can show more.

    Args:
        f: the check's own function of a point, not one the learner's code could change.
        gradient: the check's own gradient of it.
        x: the point, shape (n,).
        direction: p, shape (n,).
        step: the learner's a.
        c1: the constant of the task.
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when a is no positive number or f decreases too little.

    """
    a = _positive(step, what, case)
    before, after = float(f(x)), float(f(x + a * direction))
    slope = float(wide(gradient(x)).ravel() @ wide(direction).ravel())
    rounding = ROUNDINGS * max(abs(before), abs(after))
    if not after <= before + c1 * a * slope + rounding:
        observed = f"{what} a = {a:.6g} changes f by {after - before:.3g}"
        rule = f"f(x + ap) ≤ f(x) + c₁·a·∇f(x)ᵀp with c₁ = {c1:g}, up to 50 roundings of f"
        rule_broken(case, observed, rule)


def expect_wolfe(
    f: Callable[[Any], Any],
    gradient: Callable[[Any], Any],
    x: Any,
    direction: Any,
    step: Any,
    *,
    c1: float = 1e-4,
    c2: float = 0.9,
    strong: bool = True,
    what: str = "the step length",
    case: str = "",
) -> None:
    """Expect the Armijo condition and |∇f(x + ap)ᵀp| ≤ c₂·|∇f(x)ᵀp|, the strong Wolfe conditions.

    With `strong` off the second is ∇f(x + ap)ᵀp ≥ c₂·∇f(x)ᵀp. Many steps meet both, so no value is
    compared. The arguments are those of `expect_armijo`.

    Raises:
        CheckFailed: when a is no positive number or one of the conditions does not hold.

    """
    expect_armijo(f, gradient, x, direction, step, c1=c1, what=what, case=case)
    a, p = _positive(step, what, case), wide(direction).ravel()
    start, there = wide(gradient(x)).ravel(), wide(gradient(x + a * direction)).ravel()
    slope, slope_there = float(start @ p), float(there @ p)
    rounding = ROUNDINGS * max(norm(start), norm(there)) * norm(p)
    holds = slope_there >= c2 * slope - rounding
    if strong:
        holds = abs(slope_there) <= c2 * abs(slope) + rounding
    if not holds:
        observed = f"the slope ∇f(x + ap)ᵀp at {what} a = {a:.6g} is {slope_there:.3g}"
        formula = "|∇f(x + ap)ᵀp| ≤ c₂·|∇f(x)ᵀp|" if strong else "∇f(x + ap)ᵀp ≥ c₂·∇f(x)ᵀp"
        rule_broken(case, observed, f"{formula} with c₂ = {c2:g}, up to rounding")


def expect_descent(
    gradient: Any,
    direction: Any,
    *,
    cosine: float = 0.0,
    what: str = "the direction",
    case: str = "",
) -> None:
    """Expect gᵀd < 0, and with a `cosine` −gᵀd / (‖g‖‖d‖) of more than that.

    Args:
        gradient: g, not zero.
        direction: the learner's d, shape of g.
        cosine: how far from perpendicular it has to be.
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when the shape differs, d is not finite, or it does not point downhill.

    """
    g = wide(gradient)
    expect_shape(direction, g.shape, what=what, case=case)
    expect_finite(direction, what=what, case=case)
    expect_real(direction, what=what, case=case)
    d = wide(direction)
    slope = float(np.sum(g * d))
    if not slope < 0:
        rule_broken(case, f"the slope gᵀd along {what} is {slope:.3g}", "gᵀd < 0 unless g = 0")
    if not -slope > cosine * norm(g) * norm(d):
        observed = f"the cosine between {what} and −g is {-slope / (norm(g) * norm(d)):.3g}"
        rule_broken(case, observed, f"more than {cosine:g}, or progress dies out")


def expect_decreasing(values: Any, *, strictly: bool = False, what: str, case: str = "") -> None:
    """Expect numbers of which none is larger than the one before, up to 50 roundings.

    With `strictly` each has to be smaller, and rounding excuses nothing.

    Raises:
        CheckFailed: naming the first place where they increase.

    """
    expect_finite(values, what=what, case=case)
    expect_real(values, what=what, case=case)
    numbers = wide(values).ravel()
    steps = np.diff(numbers)
    allowed = ROUNDINGS * np.maximum(np.abs(numbers[1:]), np.abs(numbers[:-1]))
    fine = steps < 0 if strictly else steps <= allowed
    if not fine.all():
        place = int(np.argmin(fine))
        observed = f"{what} goes from {numbers[place]:.6g} to {numbers[place + 1]:.6g}"
        observed += f" between entries {place} and {place + 1}"
        rule = "each is smaller than the one before" if strictly else "it never increases"
        rule_broken(case, observed, f"{rule}{'' if strictly else ', up to 50 roundings'}")


def expect_in_interval(
    got: Any,
    low: float,
    high: float,
    *,
    tolerance: Tolerance | None = None,
    what: str,
    case: str = "",
) -> None:
    """Expect every number to lie in [low, high], an interval that is part of the task.

    The learner reads the interval: where it would give a hidden value away, use `expect_close`.

    Args:
        got: the learner's number or array.
        low: the lower end; −inf for none.
        high: the upper end; inf for none.
        tolerance: how far outside rounding may carry a number, relative to the larger finite end.
        what: the quantity, as in "the singular values".
        case: where it was observed.

    Raises:
        CheckFailed: when a number is NaN, infinite or outside.

    """
    expect_finite(got, what=what, case=case)
    expect_real(got, what=what, case=case)
    numbers = wide(got)
    ends = [abs(end) for end in (low, high) if math.isfinite(end)]
    room = tolerance.bound * (max(ends, default=0.0) or 1.0) if tolerance else 0.0
    inside = (numbers >= low - room) & (numbers <= high + room)
    if inside.all():
        return
    entry = np.unravel_index(int(np.argmin(inside)), numbers.shape)
    where = f"{what} at entry {index_said(entry)}" if numbers.ndim else what
    if math.isinf(low):
        rule = f"at most {high:g}"
    elif math.isinf(high):
        rule = f"at least {low:g}"
    else:
        rule = f"between {low:g} and {high:g}"
    rule += f", up to {tolerance}" if tolerance else ""
    rule_broken(case, f"{where} is {numbers[entry]:.6g}", rule)


def expect_order(
    errors: Sequence[float],
    steps: Sequence[float],
    order: float,
    *,
    slack: float = 0.2,
    what: str,
    case: str = "",
) -> None:
    """Expect errors that shrink as a power of the step: the slope in log-log is at least `order`.

    An error that is exactly 0 has no order and is left out: nothing is smaller.

    Args:
        errors: of the learner's results, in a range where truncation, not rounding, rules.
        steps: the step of each, positive, two different ones or more.
        order: the power that theory gives.
        slack: by how much the observed order may fall short, as the range is finite.
        what: the quantity, as in "the error of the flow".
        case: where it was observed.

    Raises:
        CheckFailed: when an error is NaN or infinite, or the order is too low.

    """
    sizes = np.abs(np.asarray(errors, dtype=np.float64))
    expect_finite(sizes, what=what, case=case)
    known = sizes > 0
    if known.sum() < 2:
        return
    logs = np.log(np.asarray(steps, dtype=np.float64)[known])
    slope = float(np.polyfit(logs, np.log(sizes[known]), 1)[0])
    if not slope >= order - slack:
        observed = f"{what} shrinks as the step to the power {slope:.2f}"
        rule_broken(case, observed, f"at least {order:g}, less {slack:g} for a finite range")


def _positive(step: Any, what: str, case: str) -> float:
    a = expect_scalar(step, what=what, case=case)
    if not a > 0:
        rule_broken(case, f"{what} is {a:.6g}", "it is positive")
    return a
