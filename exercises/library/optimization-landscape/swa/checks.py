"""Checks of stochastic weight averaging: correctness of both functions, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_dtype,
    expect_equal,
    expect_pure,
    expect_raises,
    expect_tuple,
    expect_unaliased,
    rule_broken,
    tolerance_for,
)

MEAN = "the mean"
SMALL_VARIANCE = Tolerance(1e-7, "the values know their distance to the mean to nine digits")


def value(solution, reference, rng):
    """Take one more network into the mean of 1, 3 and 40."""
    for n in (3, 1, 40):
        avg, new = _network(rng), _network(rng)
        _expect_network(solution(avg, n, new), reference(avg, n, new), f"n = {n}")


def first(solution, reference, rng):
    """Begin with nothing: an empty dict, then arrays of NaN."""
    new = _network(rng)
    unset = {name: np.full_like(array, np.nan) for name, array in new.items()}
    for named, avg in (("`avg` of NaN", unset), ("an empty `avg`", {})):
        case = f"n = 0, {named}"
        outcome = solution.call(avg, 0, new)
        if outcome.raised is not None:
            raise outcome.raised
        _expect_network(outcome.value, new, case)
        expect_unaliased(outcome, case=case)


def statistics(solution, reference, rng):
    """Make statistics from batches of different sizes, and from one."""
    update_bn, wanted = solution.function("update_bn"), reference.function("update_bn")
    for sizes, d in (((2, 5, 9), 3), ((8,), 1), ((4, 4, 4, 3), 2)):
        batches = [rng.uniform(-2, 2, d) + rng.standard_normal((m, d)) for m in sizes]
        tolerance = tolerance_for(np.float64, "recursion", size=sum(sizes))
        _expect_statistics(update_bn(batches), wanted(batches), f"m = {sizes}", tolerance)


def counters(solution, reference, rng):
    """Add a counter and a mask, which no mean has."""
    avg, new = _network(rng), _network(rng)
    avg |= {"steps": np.array([10]), "mask": np.array([True, False])}
    new |= {"steps": np.array([15]), "mask": np.array([True, True])}
    for n in (0, 2):
        want = reference(avg, n, new)
        _expect_network(solution(avg, n, new), want, f"n = {n}, with a counter and a mask")


def whole_run(solution, reference, rng):
    """Run through six networks forwards and backwards; the plain mean is known."""
    run = [_network(rng) for _ in range(6)]
    want = {name: np.mean([network[name] for network in run], axis=0) for name in run[0]}
    for named, order in (("in order", run), ("in reverse order", run[::-1])):
        avg = {}
        for n, network in enumerate(order):
            avg = solution(avg, n, network)
        _expect_network(avg, want, f"6 networks {named}")


def single_precision(solution, reference, rng):
    """Use float32 networks."""
    avg, new = (
        {name: array.astype(np.float32) for name, array in _network(rng).items()} for _ in range(2)
    )
    for n in (1, 4):
        tolerance = tolerance_for(np.float32, "recursion", size=6)
        _expect_network(
            solution(avg, n, new), reference(avg, n, new), f"float32, n = {n}", tolerance
        )


def offset(solution, reference, rng):
    """Use values with a mean of a million and a standard deviation of one."""
    update_bn, wanted = solution.function("update_bn"), reference.function("update_bn")
    batches = [1e6 + rng.standard_normal((m, 2)) for m in (20, 30)]
    case = "a mean near 1e6, a variance near 1"
    _expect_statistics(update_bn(batches), wanted(batches), case, SMALL_VARIANCE)


def refused(solution, reference, rng):
    """Give a negative n, no batch, and a batch of one row."""
    outcome = solution.call(_network(rng), -1, _network(rng))
    expect_raises(outcome, ValueError, case="n = -1")
    update_bn = solution.function("update_bn")
    for named, batches in (
        ("no batch", []),
        ("batches of 3 rows and of one", [np.ones((3, 2)), np.ones((1, 2))]),
    ):
        expect_raises(update_bn.call(batches), ValueError, case=named)


def purity(solution, reference, rng):
    """Call each function twice with the same inputs, and look at what the calls left behind."""
    avg, new = _network(rng), _network(rng)
    got = expect_pure(solution, avg, 2, new, what=MEAN, case="n = 2")
    _expect_network(got, reference(avg, 2, new), "n = 2")
    batches = [rng.standard_normal((m, 2)) for m in (3, 4)]
    got = expect_pure(solution.function("update_bn"), batches, what="the statistics")
    tolerance = tolerance_for(np.float64, "recursion", size=7)
    want = reference.function("update_bn")(batches)
    _expect_statistics(got, want, "m = (3, 4)", tolerance)


def _network(rng):
    return {"weight": rng.standard_normal((2, 3)), "bias": rng.standard_normal(2)}


def _expect_network(got, want, case, tolerance=None):
    if not isinstance(got, dict) or got.keys() != want.keys():
        names = ", ".join(want)
        rule_broken(case, "another thing came back", f"a dict with the arrays {names} is returned")
    for name, array in want.items():
        what = f"{MEAN} of `{name}`"
        expect_dtype(got[name], array.dtype, what=what, case=case)
        if np.issubdtype(array.dtype, np.floating):
            allowed = tolerance or tolerance_for(np.float64, "recursion", size=6)
            expect_close(got[name], array, tolerance=allowed, what=what, case=case)
        else:
            expect_equal(got[name], array, what=f"`{name}`", case=case)


def _expect_statistics(got, want, case, tolerance):
    items = expect_tuple(got, ("mean", "var"), what="the statistics", case=case)
    for item, right, what in zip(items, want, ("the mean", "the variance"), strict=True):
        expect_close(item, right, tolerance=tolerance, what=what, case=case)
