"""Learner-local days: a day begins at four in the morning where the learner is."""

ROLLOVER_HOURS = 4
DAY_MS = 86_400_000


def day_index(t_ms: int, tz_offset_min: int) -> int:
    """Return the number of the learner-local day that holds an instant.

    Parameters: `t_ms` UTC milliseconds, `tz_offset_min` minutes east of UTC. Two in the morning
    still belongs to the day before.
    """
    return (t_ms + (tz_offset_min - ROLLOVER_HOURS * 60) * 60_000) // DAY_MS


def days_since(then_ms: int | None, t_ms: int) -> int:
    """Return the whole days between two instants in UTC milliseconds; 0 where there was none."""
    return 0 if then_ms is None else max(0, t_ms - then_ms) // DAY_MS
