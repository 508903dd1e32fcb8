"""Checks of the plateaus: correctness, then purity. All answers are whole numbers."""

import numpy as np

from exercises.checking import expect_equal, expect_pure, expect_raises, show_curves

PLATEAUS = "the list of plateaus"
RELTOL = 0.01


def value(solution, reference, rng):
    """Descend staircases with treads of several lengths; the last step is a steep one."""
    for treads, minlen in ((3, 3), (6, 5), (12, 4)):
        trace = _staircase(rng, treads)
        case = f"{treads} treads, T = {len(trace)}, minlen = {minlen}"
        got, want = solution(trace, RELTOL, minlen), reference(trace, RELTOL, minlen)
        if treads == 3:
            show_curves(
                f"Plateaus on a staircase, {case}",
                {
                    "yours": lambda got=got, trace=trace: _on_plateaus(trace, got),
                    "reference": _on_plateaus(trace, want),
                    "trace": trace,
                },
                x_label="entry",
                y_label="loss",
                scale="linear",
                kind={"yours": "points", "reference": "points"},
            )
        expect_equal(got, want, what=PLATEAUS, case=case)


def ends(solution, reference, rng):
    """Begin the trace with a plateau, and end it with a stretch that is as flat."""
    for named, trace in (
        ("a plateau, then a descent", np.array([9.0, 9.0, 9.0, 9.0, 5.0, 2.0, 0.0])),
        ("a descent, then flat to the end", np.array([9.0, 5.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0])),
        ("a geometric convergence", 0.5 ** np.arange(60.0)),
        ("a staircase and its floor", np.append(_staircase(rng, 4), np.zeros(20))),
    ):
        want = reference(trace, RELTOL, 3)
        expect_equal(solution(trace, RELTOL, 3), want, what=PLATEAUS, case=named)


def limits(solution, reference, rng):
    """Take steps of just the tolerance, which powers of two keep exact, then of a little more."""
    trace = np.array([8.0, 4.0, 3.0, 4.0, 3.0, 0.0])
    case = "range 8, steps of 1"
    for reltol, minlen in ((0.125, 4), (0.125, 5), (0.125, 3), (0.1249, 3), (0.375, 5)):
        got = solution(trace, reltol, minlen)
        want = reference(trace, reltol, minlen)
        named = f"{case}, reltol = {reltol:g}, minlen = {minlen}"
        expect_equal(got, want, what=PLATEAUS, case=named)


def drift(solution, reference, rng):
    """Creep down by half a tolerance a step, for so long that most of the range is lost."""
    for steps in (40, 150):
        creep = 10.0 - 0.005 * 10 * np.arange(steps)
        trace = np.concatenate(([10.5], creep, [0.2, 0.0]))
        case = f"{steps} entries that drift by half the tolerance"
        got = solution(trace, RELTOL, 5)
        expect_equal(got, reference(trace, RELTOL, 5), what=PLATEAUS, case=case)


def noise(solution, reference, rng):
    """Jump about a level, then climb, both by more than the tolerance at each step."""
    jumps = np.where(np.arange(40) % 2, 5.0, 5.0 + rng.uniform(0.3, 0.8))
    climb = 2.0 + 0.2 * np.arange(20.0)
    for named, middle in (("jumps about one level", jumps), ("a steady climb", climb)):
        trace = np.concatenate(([10.0], middle, [1.0, 1.0, 1.0, 1.0, 1.0, 0.0]))
        got = solution(trace, RELTOL, 5)
        expect_equal(got, reference(trace, RELTOL, 5), what=PLATEAUS, case=named)


def units(solution, reference, rng):
    """Add a constant to a staircase, then multiply it: the plateaus stay."""
    trace = _staircase(rng, 6)
    want = reference(trace, RELTOL, 4)
    for named, other in (
        ("1000 added to each loss", trace + 1000),
        ("200 subtracted from each loss", trace - 200),
        ("each loss divided by 2¹⁵", trace / 2**15),
        ("each loss multiplied by 2¹⁵", trace * 2**15),
    ):
        expect_equal(solution(other, RELTOL, 4), want, what=PLATEAUS, case=named)


def short(solution, reference, rng):
    """Give traces without a step, and one without a range."""
    for named, trace in (
        ("T = 1", np.array([3.0])),
        ("T = 0", np.array([])),
        ("a constant trace", np.full(9, 2.5)),
    ):
        expect_equal(solution(trace, 0.1, 2), [], what=PLATEAUS, case=named)


def refused(solution, reference, rng):
    """Give minlen = 1, then traces with NaN and infinity."""
    trace = np.array([8.0, 4.0, 4.0, 4.0, 0.0])
    for named, bad, minlen in (
        ("a trace with a NaN", np.where(np.arange(5) == 2, np.nan, trace), 3),
        ("a trace with an infinite loss", np.where(np.arange(5) == 0, np.inf, trace), 3),
        ("minlen = 1", trace, 1),
    ):
        expect_raises(solution.call(bad, RELTOL, minlen), ValueError, case=named)


def purity(solution, reference, rng):
    """Call twice with the same trace, and look at what the calls left behind."""
    trace = 3 + _staircase(rng, 5)
    got = expect_pure(solution, trace, RELTOL, 4, what=PLATEAUS, case="5 treads")
    expect_equal(got, reference(trace, RELTOL, 4), what=PLATEAUS, case="5 treads")


def _on_plateaus(trace, intervals):
    """Return the trace with nan off the plateaus."""
    kept = np.full(len(trace), np.nan)
    for start, end in intervals:
        kept[start:end] = trace[start:end]
    return kept


def _staircase(rng, treads):
    """Return a trace that falls to 0: each riser is many tolerances, each step of a tread far less.

    The first two treads are longer than any `minlen` here, so that there is something to find.
    """
    lengths = rng.integers(1, 12, treads)
    lengths[:2] = rng.integers(7, 12, 2)
    heights = np.cumsum(rng.uniform(0.6, 1.0, treads))[::-1]
    parts = [np.array([heights[0] + 2.0])]
    for length, height in zip(lengths, heights, strict=True):
        parts.append(height - 1e-4 * np.arange(length))
    return np.concatenate([*parts, [0.0]])
