"""One row of the table: what was measured, beside what, and whether its target holds."""

import statistics
import time
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Side = Literal["at least", "at most"]


class Target(Struct, frozen=True):
    """A bound on a row's value."""

    side: Side
    bound: float

    def holds(self, value: float) -> bool:
        """Return whether the value is within the bound."""
        return value >= self.bound if self.side == "at least" else value <= self.bound

    def __str__(self) -> str:
        """Say it as a sign and a number."""
        return f"{'≥' if self.side == 'at least' else '≤'} {self.bound:g}"


class Row(Struct, frozen=True):
    """One measurement.

    `value` is in `unit`, and the target is a bound on it; "x" stands for a ratio. `measured` and
    `against` say in words what was put beside what. `samples` is how many runs each side is the
    median of, the smaller number where they differ. A row that could not be measured has no value,
    and says in `against` why.
    """

    group: str
    name: str
    value: float | None
    unit: str
    measured: str
    against: str
    samples: int
    target: Target | None = None

    @property
    def holds(self) -> bool | None:
        """Return whether the target holds; None where there is none or nothing was measured."""
        if self.target is None or self.value is None:
            return None
        return self.target.holds(self.value)


class Effort(Struct, frozen=True):
    """How often to measure: `slow_samples` where one takes more than `SLOW_S`."""

    samples: int = 20
    slow_samples: int = 5
    is_quick: bool = False


QUICK = Effort(samples=3, slow_samples=1, is_quick=True)
SLOW_S = 3.0


class Timing(Struct, frozen=True):
    """Wall times of the runs of one thing, in seconds, after its warm-up."""

    seconds: tuple[float, ...]

    @property
    def median_s(self) -> float:
        """Return the median."""
        return statistics.median(self.seconds)

    def percentile_s(self, percent: int) -> float:
        """Return a percentile between the samples' own least and greatest."""
        if len(self.seconds) == 1:
            return self.seconds[0]
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[percent - 1]

    def __str__(self) -> str:
        """Say the median."""
        return duration(self.median_s)


def timing_of(run: Callable[[int], object], effort: Effort) -> Timing:
    """Time a function of a seed from 1 on, after one run of seed 0 that does not count."""
    run(0)
    times: list[float] = []
    while len(times) < _samples_wanted(times, effort):
        begin = time.perf_counter()
        run(len(times) + 1)
        times.append(time.perf_counter() - begin)
    return Timing(tuple(times))


def timings_in_turn(runs: dict[str, Callable[[int], object]], effort: Effort) -> dict[str, Timing]:
    """Time several functions in turn, so that what slows the machine down slows all of them."""
    for run in runs.values():
        run(0)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for seed in range(1, effort.samples + 1):
        for name, run in runs.items():
            begin = time.perf_counter()
            run(seed)
            times[name].append(time.perf_counter() - begin)
    return {name: Timing(tuple(seconds)) for name, seconds in times.items()}


def duration(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _samples_wanted(times: list[float], effort: Effort) -> int:
    is_slow = bool(times) and statistics.median(times) > SLOW_S
    return effort.slow_samples if is_slow else effort.samples
