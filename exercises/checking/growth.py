"""How cost grows with size, measured so that noise never fails a right answer."""

import math
from collections.abc import Callable

from exercises.checking.failures import rule_broken

TRIALS = 3
REPEATS = 7
SLACK = 0.6


def expect_growth(
    measure: Callable[[int], float],
    n: int,
    exponent: float,
    *,
    what: str = "the time",
    size: str = "n",
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
        size: what the learner knows n as.
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
    rule_broken(
        case,
        f"{what} grows about as {size} to the power {min(slopes):.1f} "
        f"between {size} = {n} and {size} = {4 * n}",
        f"{size} to the power {exponent:g}, and up to {exponent + SLACK:g} is taken for noise",
    )


def _slope(measure: Callable[[int], float], n: int) -> float:
    small = min(measure(n) for _ in range(REPEATS))
    large = min(measure(4 * n) for _ in range(REPEATS))
    return math.log(max(large, 1e-9) / max(small, 1e-9), 4)
