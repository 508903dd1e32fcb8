"""Sets of points whose order is free."""

from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from exercises.checking.arrays import wide
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real
from exercises.checking.tolerances import Tolerance, about, within


def expect_same_set(
    got: Any, want: Any, *, tolerance: Tolerance, what: str = "the points", case: str = ""
) -> None:
    """Expect the same rows in any order, each once: a matching pairs them within the tolerance.

    Distances are relative to the longest row of `want`. Use it for critical points, and for hidden
    units with a row of all incoming and outgoing weights of each.

    Args:
        got: the learner's array, shape (k, n); (k,) is taken for k numbers.
        want: the expected rows, shape (k, n), farther apart than twice the tolerance.
        tolerance: how near a row must be.
        what: the quantity, as in "the critical points".
        case: where it was observed.

    Raises:
        CheckFailed: when there are too many or too few rows, or one has no partner.

    """
    expect_finite(got, what=what, case=case)
    expect_real(got, what=what, case=case)
    ours, theirs = wide(want), wide(got)
    if ours.ndim == 1 and theirs.ndim == 1:
        ours, theirs = ours[:, None], theirs[:, None]
    if theirs.ndim != 2 or theirs.shape[1:] != ours.shape[1:]:
        rule = f"one row of length {ours.shape[1]} for each"
        rule_broken(case, f"{what} came with shape {theirs.shape}", rule)
    if len(theirs) != len(ours):
        word = "few" if len(theirs) < len(ours) else "many"
        observed = f"{len(theirs)} rows of {what} were returned, which is too {word}"
        rule_broken(case, observed, "each once, in any order, and no other")
    if not len(ours):
        return
    distances = np.linalg.norm(theirs[:, None, :] - ours[None, :, :], axis=2)
    distances /= np.linalg.norm(ours, axis=1).max() or 1.0
    # What counts is the number of pairs out of reach; the distance itself only settles ties.
    cost = (distances > tolerance.bound) + distances / (2 * len(ours) * distances.max() or 1.0)
    rows, columns = linear_sum_assignment(cost)
    apart = distances[rows, columns]
    if not within(float(apart.max()), tolerance.bound):
        row = int(rows[np.argmax(apart)])
        shown = ", ".join(f"{number:.6g}" for number in theirs[row][:4])
        rest = ", …" if theirs.shape[1] > 4 else ""
        observed = f"{what} include [{shown}{rest}] in row {row}"
        observed += f", about {about(apart.max())} from where one is missing"
        rule_broken(case, observed, f"each once, in any order, to {tolerance}")
