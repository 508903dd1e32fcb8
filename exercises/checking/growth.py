"""How time grows with size, measured so that noise fails no right answer and tricks pass none.

Growth alone can be faked: code that waits at the small size makes any growth look flat. What no
trick can change is the time at the larger size, so that is held against the reference's, timed in
the same run on the same inputs.
"""

import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from exercises.checking.arrays import device_of, is_array, is_tensor
from exercises.checking.bits import first_difference
from exercises.checking.failures import Solution, rule_broken
from exercises.checking.tolerances import about

TRIALS = 3
REPEATS = 7
SLACK = 0.6
FLATTER = 1.5
# What a call across the channel takes beside the learner's code: at once, and for each byte.
CROSSING_S = 5e-3
CROSSING_S_PER_BYTE = 2e-8
# The learner's code can keep every processor busy while the reference is timed. So that this gains
# little, the reference's time is at most this many times what it computed.
CONTENTION = 2.0
# Under a limit of processor time, as in the sandbox, the kernel counts it in ticks.
TICK_S = 1e-2


class Timings(NamedTuple):
    """The fastest of several calls at n and at 4n: the learner's, the reference's, the crossing."""

    small_s: float
    large_s: float
    reference_small_s: float
    reference_large_s: float
    crossing_s: float = CROSSING_S

    @property
    def slope(self) -> float:
        """Return the exponent of the growth, log₄ of the ratio."""
        return math.log(max(self.large_s, 1e-9) / max(self.small_s, 1e-9), 4)


def expect_growth(
    solution: Solution,
    reference: Callable[..., Any],
    make_arguments: Callable[[np.random.Generator, int], tuple[Any, ...]],
    n: int,
    exponent: float,
    *,
    expect_value: Callable[..., None],
    rng: np.random.Generator,
    at_most: float = 30.0,
    what: str = "the time",
    size: str = "n",
    case: str = "",
) -> None:
    """Expect right values, in a time that grows from n to 4n as 4 to the exponent.

    A trial makes seven calls at each size, in random order and each with inputs of its own, so that
    nothing computed before is of use; the fastest of seven counts. The check fails only where in
    three trials of three the same one of these is broken:

    - growth: the observed exponent is at most 0.6 above the expected one;
    - ceiling: a call at 4n takes at most `at_most` times as long as the reference's, and 5 ms and
      20 ns a byte for the crossing. Waiting at n, which hides growth, gains nothing here. Choose n
      so that the wrong order takes four times the ceiling at 4n;
    - floor: a call at n is not both slower than that ceiling and so slow that the observed exponent
      is 1.5 below the expected one.

    Args:
        solution: the learner's function.
        reference: the reference; its values and times are taken on the same inputs.
        make_arguments: returns fresh random arguments of a size: (rng, size) → tuple.
        n: the smaller size; at 4n the reference should take a millisecond or more.
        exponent: the expected power of n.
        expect_value: checks one value: (got, want, *arguments) → None, or raises CheckFailed.
        rng: the check's generator.
        at_most: how many times the reference's time a right solution may take at 4n.
        what: the quantity, as in "the time".
        size: what the learner knows n as.
        case: where it was observed.

    Raises:
        CheckFailed: when a value is wrong or the time breaks a rule.
        SolutionRaised: what the learner's function raised.
        ValueError: when two calls would have had the same inputs.

    """
    trials: list[Timings] = []
    standing: set[str] = set()
    for _ in range(TRIALS):
        trials.append(_trial(solution, reference, make_arguments, n, expect_value, rng))
        standing = rules_standing(trials, exponent, at_most)
        if not standing:
            return
    worst = next(rule for rule in ("growth", "ceiling", "floor") if rule in standing)
    observed, rule = _sentences(worst, trials, n, exponent, at_most, size)
    rule_broken(case, f"{what} {observed}", rule)


def rules_standing(trials: Sequence[Timings], exponent: float, at_most: float) -> set[str]:
    """Return which rules every trial breaks, against the reference's fastest of them all."""
    fastest = {
        "reference_small_s": min(trial.reference_small_s for trial in trials),
        "reference_large_s": min(trial.reference_large_s for trial in trials),
    }
    broken = [rules_broken(trial._replace(**fastest), exponent, at_most) for trial in trials]
    return set.intersection(*broken)


def rules_broken(timings: Timings, exponent: float, at_most: float) -> set[str]:
    """Return which of "growth", "ceiling" and "floor" the timings of one trial break."""
    broken = set()
    if not timings.slope <= exponent + SLACK:
        broken.add("growth")
    if not timings.large_s <= at_most * timings.reference_large_s + timings.crossing_s:
        broken.add("ceiling")
    is_slow = not timings.small_s <= at_most * timings.reference_small_s + timings.crossing_s
    if is_slow and not timings.slope >= exponent - FLATTER:
        broken.add("floor")
    return broken


def _trial(
    solution: Solution,
    reference: Callable[..., Any],
    make_arguments: Callable[[np.random.Generator, int], tuple[Any, ...]],
    n: int,
    expect_value: Callable[..., None],
    rng: np.random.Generator,
) -> Timings:
    seconds: dict[int, list[tuple[float, float]]] = {n: [], 4 * n: []}
    before: dict[int, tuple[Any, ...]] = {}
    bytes_most = 0
    for size in rng.permutation([n, 4 * n] * REPEATS).tolist():
        arguments = make_arguments(rng, size)
        if size in before and not _differ(arguments, before[size]):
            raise ValueError("make_arguments has to draw new inputs from rng for each call")
        before[size] = arguments
        bytes_most = max(bytes_most, sum(map(_bytes, arguments)))
        outcome = solution.call(*arguments)
        if outcome.raised is not None:
            raise outcome.raised
        want, reference_s = _timed(reference, arguments)
        expect_value(outcome.value, want, *arguments)
        seconds[size].append((outcome.seconds, reference_s))
    small, large = seconds[n], seconds[4 * n]
    return Timings(
        min(ours for ours, _ in small),
        min(ours for ours, _ in large),
        min(theirs for _, theirs in small),
        min(theirs for _, theirs in large),
        CROSSING_S + CROSSING_S_PER_BYTE * bytes_most,
    )


def _timed(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, float]:
    """Return a value and the seconds it took, those of kernels still running on a GPU included."""
    computing, started = time.process_time(), time.perf_counter()
    value = function(*arguments)
    if any(device_of(argument) == "cuda" for argument in arguments):
        sys.modules["torch"].cuda.synchronize()
        return value, time.perf_counter() - started
    seconds = time.perf_counter() - started
    return value, min(seconds, CONTENTION * (time.process_time() - computing + TICK_S))


def _sentences(
    rule: str, trials: list[Timings], n: int, exponent: float, at_most: float, size: str
) -> tuple[str, str]:
    """Return what was observed and the rule, from the trial that speaks best for the learner."""
    at_small, at_large = f"{size} = {n}", f"{size} = {4 * n}"
    if rule == "growth":
        slope = min(trial.slope for trial in trials)
        observed = (
            f"grows about as {size} to the power {slope:.1f} between {at_small} and {at_large}"
        )
        noise = f"up to {exponent + SLACK:g} is taken for noise"
        return observed, f"{size} to the power {exponent:g}, and {noise}"
    if rule == "ceiling":
        best = min(trials, key=lambda trial: trial.large_s / trial.reference_large_s)
        ratio = about(best.large_s / best.reference_large_s)
        observed = f"at {at_large} is {_said(best.large_s)}, about {ratio} times the reference's"
        crossing = f"{_said(best.crossing_s)} for the way there and back"
        return observed, f"at most {at_most:g} times, and {crossing}, in one of three trials"
    best = min(trials, key=lambda trial: trial.small_s)
    observed = f"is {_said(best.small_s)} at {at_small} and {_said(best.large_s)} at {at_large}"
    return observed, "a small size takes less time than a large one, and waiting is no work"


def _differ(arguments: tuple[Any, ...], before: tuple[Any, ...]) -> bool:
    """Return whether an array or number is new, or there is none that could be."""
    drawn = [
        (new, old)
        for new, old in zip(arguments, before, strict=True)
        if is_array(new) or isinstance(new, float | tuple | list | dict)
    ]
    return not drawn or any(first_difference(new, old) is not None for new, old in drawn)


def _bytes(value: Any) -> int:
    if is_array(value):
        return int(value.numel() * value.element_size() if is_tensor(value) else value.nbytes)
    if isinstance(value, Mapping):
        return sum(map(_bytes, value.values()))
    return sum(map(_bytes, value)) if isinstance(value, tuple | list) else 0


def _said(seconds: float) -> str:
    return f"{1e3 * seconds:.2g} ms" if seconds < 0.0995 else f"{1e3 * seconds:.0f} ms"
