"""Learner-local days."""

from datetime import UTC, datetime

from practice.model.days import day_index, day_noon


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_a_day_begins_at_four_in_the_morning_where_the_learner_is() -> None:
    before, after = ms("2026-03-01T03:59:59+01:00"), ms("2026-03-01T04:00:00+01:00")
    assert day_index(after, 60) == day_index(before, 60) + 1


def test_the_same_instant_is_another_day_elsewhere() -> None:
    instant = ms("2026-03-01T20:00:00+00:00")
    assert day_index(instant, 12 * 60) == day_index(instant, 0) + 1


def test_noon_of_day_zero_is_noon_of_the_first_of_january_1970() -> None:
    assert day_noon(0) == datetime(1970, 1, 1, 12, tzinfo=UTC)
