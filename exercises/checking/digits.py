"""Agreement with certified published values, in decimal digits."""

from typing import Any

import numpy as np

from exercises.checking.arrays import index_said, shape_of, wide
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real, expect_shape

MOST_DIGITS = 15.0


def digits_of(got: Any, certified: Any) -> float:
    """Return the log relative error −log₁₀(|got − certified| / |certified|), the worst entry's.

    Where the certified value is 0 it is the log absolute error. It lies between 0, which is also
    that of NaN and of another shape, and 15.

    Source: B. D. McCullough, Assessing the Reliability of Statistical Software: Part I, The
    American Statistician 52 (1998).
    """
    if shape_of(got) != shape_of(certified):
        return 0.0
    return float(_digits(got, certified).min(initial=MOST_DIGITS))


def expect_digits(got: Any, certified: Any, at_least: float, *, what: str, case: str = "") -> None:
    """Expect every entry to agree with its certified value to this many digits.

    Args:
        got: the learner's number or array, shape of `certified`.
        certified: the published values.
        at_least: how many digits, fewer than the publication gives.
        what: the quantity, as in "the parameters".
        case: the data set.

    Raises:
        CheckFailed: when the shape differs, an entry is NaN or infinite, or has too few digits.

    """
    expect_shape(got, shape_of(certified), what=what, case=case)
    expect_finite(got, what=what, case=case)
    expect_real(got, what=what, case=case)
    digits = _digits(got, certified)
    if (digits >= at_least).all():
        return
    entry = np.unravel_index(int(np.argmin(digits)), digits.shape)
    where = f"{what} at entry {index_said(entry)}" if digits.ndim else what
    observed = f"{where} agrees with the certified value to {digits[entry]:.1f} digits"
    rule_broken(case, observed, f"at least {at_least:g} digits, by the log relative error")


def _digits(got: Any, certified: Any) -> Any:
    theirs, ours = wide(got), wide(certified)
    sizes = np.abs(ours)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        errors = np.abs(theirs - ours) / np.where(sizes > 0, sizes, 1.0)
        digits = np.asarray(-np.log10(errors))
    return np.clip(np.where(np.isnan(digits), 0.0, digits), 0.0, MOST_DIGITS)
