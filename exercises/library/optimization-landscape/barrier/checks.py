"""Checks of the barrier: correctness, then purity."""

import math

import numpy as np

from exercises.checking import (
    expect_close,
    expect_equal,
    expect_pure,
    expect_raises,
    expect_scalar,
    is_number,
    rule_broken,
    show_curves,
    tolerance_for,
)

BARRIER = "the barrier"


def value(solution, reference, rng):
    """Compare on paths with a hill, the higher end in front and at the back."""
    for K in (5, 8, 3, 40):
        losses = _hill(rng, K)
        for path, ends in ((losses, "the first end higher"), (losses[::-1].copy(), "the last")):
            got, want = solution(path), reference(path)
            if K == 5 and path is losses:
                _show_barrier(path, got, want)
            _expect_barrier(got, want, f"K = {K}, {ends}")


def monotone(solution, reference, rng):
    """Walk down, up, through a valley, and on the level: no barrier, and nothing is rounded."""
    descending = np.sort(rng.uniform(1.0, 5.0, 9))[::-1].copy()
    for named, losses in (
        ("a path that goes down", descending),
        ("a path that goes up", descending[::-1].copy()),
        ("a path through a valley", np.array([4.0, 2.0, 1.0, 3.0])),
        ("a path on the level", np.full(5, 0.75)),
        ("the two ends alone", np.array([1.0, 3.0])),
    ):
        expect_equal(solution(losses), 0.0, what=BARRIER, case=named)


def too_short(solution, reference, rng):
    """Give one loss, then none: there are no two ends."""
    for losses in (np.array([2.0]), np.array([])):
        expect_raises(solution.call(losses), ValueError, case=f"K = {len(losses)}")


def shift(solution, reference, rng):
    """Add a constant, multiply by one, reverse the path."""
    losses = _hill(rng, 12)
    want = reference(losses)
    for named, path, expected in (
        ("100 added to each loss", losses + 100, want),
        ("10 subtracted from each loss", losses - 10, want),
        ("each loss multiplied by 8", 8 * losses, 8 * want),
        ("the path reversed", losses[::-1].copy(), want),
    ):
        _expect_barrier(solution(path), expected, f"K = 12, {named}")


def not_a_number(solution, reference, rng):
    """Put a NaN at the first, a middle and the last place; then an infinite loss in between."""
    for place in (0, 2, 4):
        losses = np.array([1.0, 3.0, 2.0, 4.0, 2.5])
        losses[place] = np.nan
        got, case = solution(losses), f"K = 5, a NaN at entry {place}"
        if not (is_number(got) and math.isnan(got)):
            shown = f"{float(got):g}" if is_number(got) else "no number"
            rule_broken(case, f"{BARRIER} is {shown}", "it is NaN where any loss is")
    got = solution(np.array([1.0, np.inf, 2.0]))
    expect_equal(got, np.inf, what=BARRIER, case="an infinite loss between the ends")


def permuted(solution, reference, rng):
    """Walk from a network with 32 ReLU units to a permuted copy, at 21 points."""
    x = rng.standard_normal((30, 2))
    weights = rng.standard_normal((32, 4))
    outputs = _outputs(weights, x)
    # Shifted by one unit at least, so that no draw is the identity.
    copy = np.roll(weights[rng.permutation(32)], 1, axis=0)
    losses = np.array(
        [
            np.mean((_outputs((1 - t) * weights + t * copy, x) - outputs) ** 2)
            for t in np.linspace(0, 1, 21)
        ]
    )
    _expect_barrier(solution(losses), reference(losses), "a permuted network, K = 21")


def purity(solution, reference, rng):
    """Call twice with the same losses, and look at what the calls left behind."""
    losses = _hill(rng, 7)
    got = expect_pure(solution, losses, what=BARRIER, case="K = 7")
    _expect_barrier(got, reference(losses), "K = 7")


def _show_barrier(path, got, want):
    """Show the barrier as a height above the higher end, at the peak."""
    foot, peak, last = max(path[0], path[-1]), int(np.argmax(path)), len(path) - 1
    show_curves(
        "Losses along a path and its barrier",
        {
            "yours": lambda: [foot, foot + got],
            "reference": [foot, foot + want],
            "losses": path,
            "the higher end": [foot, foot],
        },
        x={
            "yours": [peak, peak],
            "reference": [peak, peak],
            "the higher end": [0, last],
        },
        x_label="entry",
        y_label="loss",
        scale="linear",
    )


def _expect_barrier(got, want, case):
    got = expect_scalar(got, what=BARRIER, case=case)
    expect_close(
        got, float(want), tolerance=tolerance_for(np.float64, "recursion"), what=BARRIER, case=case
    )


def _hill(rng, K):
    """Return losses with the first end higher and the peak, somewhere in between, above it."""
    losses = rng.uniform(1.0, 3.0, K)
    losses[0], losses[-1] = rng.uniform(2.0, 3.0), rng.uniform(0.5, 1.5)
    # Never at the middle, so that a look at the middle alone is not enough.
    losses[1 if K < 5 else K // 2 + 1] = rng.uniform(4.0, 6.0)
    return losses


def _outputs(weights, x):
    """Return the outputs of a ReLU net; each row is a unit: two inputs, bias, output."""
    return np.maximum(x @ weights[:, :2].T + weights[:, 2], 0) @ weights[:, 3]
