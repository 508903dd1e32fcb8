"""Learner-local days: a day begins at four in the morning where the learner is."""

from datetime import UTC, datetime, timedelta

ROLLOVER_HOURS = 4
DAY_MS = 86_400_000


def day_index(t_ms: int, tz_offset_min: int) -> int:
    """Return the number of the learner-local day that holds an instant.

    Parameters: `t_ms` UTC milliseconds, `tz_offset_min` minutes east of UTC. Two in the morning
    still belongs to the day before.
    """
    return (t_ms + (tz_offset_min - ROLLOVER_HOURS * 60) * 60_000) // DAY_MS


def day_noon(day: int) -> datetime:
    """Return noon UTC of a day index: what both FSRS libraries are given, so that they agree."""
    return datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
