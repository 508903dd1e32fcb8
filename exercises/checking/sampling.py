"""Stochastic estimators: right on average, repeatable with a seed, different without."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from exercises.checking.arrays import norm, shape_of, wide
from exercises.checking.bits import first_difference
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real, expect_shape
from exercises.checking.tolerances import about

FEWEST = 20
ERRORS = 4.0
WIDER = 3.0
ROUNDING = 1e-11


def expect_mean(
    samples: Sequence[Any],
    truth: Any,
    *,
    deviation: float,
    what: str = "the estimate",
    case: str = "",
) -> None:
    """Expect the mean of independent runs within 4 standard errors of the truth, norm-wise.

    A right estimator fails once in 16 000 times. The standard error is that of `deviation`, or of
    the runs where they scatter more: where the distribution is skewed, runs that are off scatter
    little, and their own error alone would fail right answers. An estimator that scatters three
    times as far as it has to fails, too: noise hides no bias.

    Args:
        samples: the learner's result for 20 seeds or more, each of the shape of `truth`.
        truth: the exact value.
        deviation: the standard deviation of one run, norm-wise, from theory or from runs of the
            reference; 0 for one that is exact.
        what: the quantity.
        case: where it was observed.

    Raises:
        ValueError: for fewer than 20 samples.
        CheckFailed: when a sample is of another shape or not finite, or mean or scatter are off.

    """
    if len(samples) < FEWEST:
        raise ValueError(f"a mean needs {FEWEST} runs or more, not {len(samples)}")
    for sample in samples:
        expect_shape(sample, shape_of(truth), what=what, case=case)
        expect_finite(sample, what=what, case=case)
        expect_real(sample, what=what, case=case)
    runs, ours = np.array([wide(sample) for sample in samples]), wide(truth)
    count, mean = len(runs), runs.mean(axis=0)
    scatter = math.sqrt(float(np.sum(np.square(runs - mean))) / (count - 1))
    rounding = ROUNDING * norm(ours)
    if not scatter <= WIDER * deviation + rounding:
        observed = f"{what} scatters by about {about(scatter)} from run to run"
        rule = f"a standard deviation of at most {about(WIDER * deviation)}"
        rule_broken(case, observed, f"{rule}, {WIDER:g} times that of the method")
    standard_error = max(scatter, deviation) / math.sqrt(count)
    off = norm(mean - ours)
    if not off <= ERRORS * standard_error + rounding:
        observed = f"the mean of {count} runs of {what} is off by about {about(off)}"
        if standard_error > 0:
            observed += f", {about(off / standard_error)} standard errors"
        rule = f"at most {ERRORS:g} standard errors of {about(standard_error)}"
        rule_broken(case, observed, f"{rule}, which chance exceeds once in 16 000 times")


def expect_repeatable(
    first: Any, second: Any, *, what: str = "the estimate", case: str = ""
) -> None:
    """Expect two results made with the same seed to agree bit for bit.

    Raises:
        CheckFailed: when they differ in any bit, or hold a NaN.

    """
    difference = first_difference(first, second)
    if difference is not None:
        observed = f"two runs of {what} with the same seed differ{difference}"
        rule_broken(case, observed, "the seed decides every bit; no other source of chance is used")


def expect_varies(results: Iterable[Any], *, what: str = "the estimate", case: str = "") -> None:
    """Expect results made with different seeds not to be all the same.

    Raises:
        CheckFailed: when they agree bit for bit.

    """
    first, *others = list(results)
    if all(first_difference(first, other) is None for other in others):
        observed = f"{len(others) + 1} runs of {what} with different seeds are the same"
        rule_broken(case, observed, "the seed it is given decides what is drawn")


def expect_estimator(
    estimate: Callable[[int], Any],
    truth: Any,
    *,
    deviation: float,
    seeds: Sequence[int] = range(FEWEST),
    what: str = "the estimate",
    case: str = "",
) -> None:
    """Expect an estimator that is repeatable, varies with its seed, and is right on average.

    Args:
        estimate: makes one run with a seed, as in `lambda seed: solution(Hv, n, 10, seed)`.
        truth: the exact value.
        deviation: the standard deviation of one run, norm-wise; see `expect_mean`.
        seeds: 20 or more, all different.
        what: the quantity.
        case: where it was observed.

    Raises:
        ValueError: for fewer than 20 seeds.
        CheckFailed: naming the first of the three that does not hold.

    """
    samples = [estimate(seed) for seed in seeds]
    expect_repeatable(samples[0], estimate(seeds[0]), what=what, case=case)
    expect_varies(samples, what=what, case=case)
    expect_mean(samples, truth, deviation=deviation, what=what, case=case)
