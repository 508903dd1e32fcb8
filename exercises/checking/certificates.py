"""Certificates of a minimiser: what its gradient, value and multipliers say of its optimality."""

from typing import Any

import numpy as np

from exercises.checking.arrays import norm, wide
from exercises.checking.closeness import expect_residual
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_scalar
from exercises.checking.tolerances import Tolerance, about, within


def expect_stationary(
    gradient: Any,
    *,
    tolerance: Tolerance,
    scale: float = 1.0,
    what: str = "the gradient at your point",
    case: str = "",
) -> None:
    """Expect ‖∇f(x)‖ ≤ tolerance · scale.

    Args:
        gradient: that of the check's own f at the learner's x.
        tolerance: the stopping tolerance of the task, and why.
        scale: the size of a gradient far from the minimum, or 1 for an absolute bound.
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when it is NaN, infinite or too large.

    """
    expect_finite(gradient, what=what, case=case)
    length = norm(wide(gradient))
    if not within(length, tolerance.bound * scale):
        observed = f"{what} has length {about(length)}"
        relative = f", times {scale:.3g}" if scale != 1.0 else ""
        rule_broken(case, observed, f"at most {tolerance}{relative}")


def expect_gap(
    value: Any,
    minimum: float,
    *,
    tolerance: Tolerance,
    scale: float | None = None,
    what: str = "f at your point",
    case: str = "",
) -> None:
    """Expect f(x) − f* ≤ tolerance · scale, and no value below the minimum beyond that.

    Args:
        value: the check's own f at the learner's x.
        minimum: f*, known by construction or certified; it is not shown.
        tolerance: the accuracy of the task, and why.
        scale: max(1, |f*|) by default.
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when it is NaN, infinite or too far from the minimum.

    """
    gap = expect_scalar(value, what=what, case=case) - minimum
    room = tolerance.bound * (max(1.0, abs(minimum)) if scale is None else scale)
    if not within(abs(gap), room):
        side = "above" if gap > 0 else "below"
        observed = f"{what} is about {about(abs(gap))} {side} the minimum"
        rule_broken(case, observed, f"a gap of at most {about(room)}: {tolerance.reason}")


def expect_kkt(
    gradient: Any,
    multipliers: Any,
    *,
    constraints: Any,
    jacobian: Any,
    tolerance: Tolerance,
    equality: Any = False,
    case: str = "",
) -> None:
    """Expect the Karush–Kuhn–Tucker conditions of min f subject to c(x) ≥ 0 (or = 0).

    Stationarity ∇f = Jᵀλ, feasibility c ≥ 0, multipliers λ ≥ 0, complementarity λᵢcᵢ = 0; each
    relative to the size of its own terms, at least 1.

    Args:
        gradient: ∇f at the learner's x, shape (n,), by the check.
        multipliers: the learner's λ, or those the check derives from x, shape (m,).
        constraints: c at the learner's x, shape (m,), by the check.
        jacobian: J of c at the learner's x, shape (m, n), by the check.
        tolerance: the accuracy of the task, and why.
        equality: which constraints are equalities: one truth value, or one for each.
        case: where it was observed.

    Raises:
        CheckFailed: naming the first condition that does not hold.

    """
    g, lam = wide(gradient), np.atleast_1d(wide(multipliers))
    c, rows = np.atleast_1d(wide(constraints)), np.atleast_2d(wide(jacobian))
    expect_finite(multipliers, what="the multipliers", case=case)
    expect_finite(c, what="the constraints at your point", case=case)
    if lam.shape != c.shape:
        rule_broken(case, f"the multipliers have shape {lam.shape}", "one for each constraint")
    pull = rows.T @ lam
    scale = max(1.0, norm(g), norm(pull))
    expect_residual(
        g - pull, scale=scale, tolerance=tolerance, what="∇f − Jᵀλ = 0 at your point", case=case
    )
    equal = np.broadcast_to(equality, c.shape)
    broken = np.where(equal, np.abs(c), np.maximum(-c, 0.0))
    room = tolerance.bound * np.maximum(1.0, np.abs(c).max(initial=0.0))
    _expect_all(
        broken, room, "the constraint", "is violated", "every constraint holds", tolerance, case
    )
    negative = np.where(equal, 0.0, np.maximum(-lam, 0.0))
    room = tolerance.bound * np.maximum(1.0, np.abs(lam).max(initial=0.0))
    _expect_all(negative, room, "the multiplier", "is negative", "λ ≥ 0", tolerance, case)
    slack = np.where(equal, 0.0, np.abs(lam * c))
    room = tolerance.bound * np.maximum(1.0, norm(lam) * norm(c))
    rule = "λᵢ = 0 wherever constraint i is slack"
    _expect_all(slack, room, "the product λc of constraint", "is off", rule, tolerance, case)


def _expect_all(
    sizes: Any, room: float, what: str, fault: str, rule: str, tolerance: Tolerance, case: str
) -> None:
    if within(float(sizes.max(initial=0.0)), room):
        return
    worst = int(np.argmax(sizes))
    observed = f"{what} of index {worst} {fault} by about {about(float(sizes[worst]))}"
    rule_broken(case, observed, f"{rule}, up to {tolerance}")
