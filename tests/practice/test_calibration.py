"""How honest the probabilities were is told only where there is enough to tell."""

import pytest

from practice.calibration import calibration_of
from practice.model.state import Honesty


def honesty_of(*bins: tuple[int, float, float]) -> Honesty:
    """Return bins as (count, mean said, mean came), filling the rest with nothing."""
    honesty = Honesty()
    for place, (count, said, came) in enumerate(bins):
        honesty.counts[place] = count
        honesty.predicted[place] = count * said
        honesty.passed[place] = count * came
    return honesty


def test_each_row_says_what_was_said_and_what_came() -> None:
    found = calibration_of(honesty_of((10, 0.25, 0.2), (41, 0.7, 0.68)))
    assert [row.count for row in found.rows] == [10, 41]
    assert [row.said for row in found.rows] == pytest.approx([0.25, 0.7])
    assert [row.came for row in found.rows] == pytest.approx([0.2, 0.68])
    assert found.is_enough
    assert found.most.count == 41


def test_few_answers_say_nothing_yet() -> None:
    found = calibration_of(honesty_of((19, 0.7, 0.7)))
    assert (found.is_enough, found.missing) == (False, 1)
    assert calibration_of(honesty_of((20, 0.7, 0.7))).is_enough
    assert not calibration_of(Honesty()).is_enough


def test_a_handful_of_like_chances_is_left_out() -> None:
    found = calibration_of(honesty_of((4, 0.1, 1.0), (20, 0.7, 0.7)))
    assert [row.count for row in found.rows] == [20]
    scattered = calibration_of(honesty_of(*[(4, k / 10, 1.0) for k in range(10)]))
    assert (scattered.chances, scattered.is_enough, scattered.missing) == (40, False, 0)


def test_the_chart_has_its_points_where_the_numbers_are() -> None:
    found = calibration_of(honesty_of((10, 0.0, 0.0), (10, 0.5, 0.75), (20, 1.0, 1.0)))
    assert [(row.x, row.y) for row in found.rows] == [(0, 240), (120, 60), (240, 0)]
    assert found.path == "M0.0 240.0L120.0 60.0L240.0 0.0"
    assert calibration_of(honesty_of((20, 0.7, 0.7))).path == ""
