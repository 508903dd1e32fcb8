"""The arithmetic of the rows: targets, medians, percentiles, how often is measured."""

import pytest

from grader.bench import rows
from grader.bench.rows import Effort, Row, Target, Timing, duration, timing_of, timings_in_turn


def row(value, target):
    return Row("group", "name", value, "x", "", "", 1, target)


@pytest.mark.parametrize(
    ("side", "value", "holds"),
    [
        ("at least", 8.0, True),
        ("at least", 7.99, False),
        ("at most", 3.0, True),
        ("at most", 3.01, False),
    ],
)
def test_a_target_bounds_its_own_side(side, value, holds):
    bound = 8 if side == "at least" else 3
    assert row(value, Target(side, bound)).holds is holds


def test_without_target_or_value_nothing_holds_or_fails():
    assert row(1.0, None).holds is None
    assert row(None, Target("at least", 1)).holds is None


def test_percentiles_stay_within_the_samples():
    timing = Timing(tuple(float(number) for number in range(1, 22)))
    assert timing.median_s == 11
    assert timing.percentile_s(50) == 11
    assert timing.percentile_s(95) == 20
    assert Timing((2.0,)).percentile_s(95) == 2


def test_the_warm_up_is_not_a_sample():
    seeds = []
    timing = timing_of(seeds.append, Effort(samples=4))
    assert seeds == [0, 1, 2, 3, 4]
    assert len(timing.seconds) == 4


def test_slow_runs_are_fewer(monkeypatch):
    monkeypatch.setattr(rows, "SLOW_S", 0.0)
    assert len(timing_of(lambda _: None, Effort(samples=20, slow_samples=5)).seconds) == 5


def test_what_is_compared_takes_turns():
    order = []
    timings = timings_in_turn(
        {"a": lambda seed: order.append(("a", seed)), "b": lambda seed: order.append(("b", seed))},
        Effort(samples=2),
    )
    assert order[2:] == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert {name: len(timing.seconds) for name, timing in timings.items()} == {"a": 2, "b": 2}


def test_durations_have_units_that_suit_them():
    assert [duration(seconds) for seconds in (58e-6, 0.0421, 2.5)] == [
        "58.0 µs",
        "42.1 ms",
        "2.50 s",
    ]
