"""How cost grows with size, measured so that noise never fails a right answer."""

import math
from collections.abc import Callable

from exercises.checking.failures import fail

TRIALS = 3
REPEATS = 7
SLACK = 0.6


def expect_growth(
    measure: Callable[[int], float],
    n: int,
    exponent: float,
    *,
    what: str = "the time",
    case: str = "",
) -> None:
    """Expect measure(4n) / measure(n) to grow as 4 to the exponent, with room for noise.

    The exponent is observed as log₄ of the ratio of two minima of seven. The check fails only when
    it is more than 0.6 above the expected one in three trials of three.

    Args:
        measure: the cost at a size, in any unit: `Outcome.seconds`, a count, bytes.
        n: the smaller size; a call there should take a millisecond or more.
        exponent: the expected power of n.
        what: the quantity, as in "the time".
        case: where it was observed.

    Raises:
        CheckFailed: when the growth is too steep.

    """
    slopes: list[float] = []
    for _ in range(TRIALS):
        slope = _slope(measure, n)
        if slope <= exponent + SLACK:
            return
        slopes.append(slope)
    prefix = f"{case}: " if case else ""
    fail(
        f"{prefix}{what} grows about as n to the power {min(slopes):.1f} "
        f"between n = {n} and {4 * n}. The rule: n to the power {exponent:g}, "
        f"and up to {exponent + SLACK:g} is taken for noise."
    )


def _slope(measure: Callable[[int], float], n: int) -> float:
    small = min(measure(n) for _ in range(REPEATS))
    large = min(measure(4 * n) for _ in range(REPEATS))
    return math.log(max(large, 1e-9) / max(small, 1e-9), 4)
