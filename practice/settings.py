"""What a learner set for practice: the day of the exam and the minutes a day.

Every device writes on its own; of each field the newest change wins, by the corrected clock.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction

from grader.learners import learner_lock
from grader.models import Learner
from practice.attempts import now_ms
from practice.model.selector import Goal
from practice.models import MINUTES_LIMITS, PracticeSettings

EPOCH = date(1970, 1, 1)
DATE_LIMITS = (date(2000, 1, 1), date(2100, 12, 31))
Value = TypeVar("Value")


class SettingsRefused(ValueError):
    """A value that cannot be a setting; the message says why."""


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One field: its value, None for none, and when it was changed, in UTC milliseconds."""

    value: Value | None = None
    changed_at_ms: int = 0


@dataclass(frozen=True)
class Settings:
    """All fields. The exam's day is the learner's own, wherever that is."""

    exam_date: Setting[date] = Setting()
    minutes_a_day: Setting[int] = Setting()

    @property
    def goal(self) -> Goal:
        """Return the same as the model reads it."""
        exam = self.exam_date.value
        minutes = self.minutes_a_day.value
        return Goal(
            exam_day=None if exam is None else (exam - EPOCH).days,
            minutes_a_day=None if minutes is None else float(minutes),
        )


def settings_get(learner: Learner | None) -> Settings:
    """Return what the learner set, or nothing of somebody who set nothing."""
    row = PracticeSettings.objects.filter(learner=learner).first() if learner else None
    return Settings() if row is None else _read(row)


@transaction.atomic
def settings_save(learner: Learner, given: Settings) -> Settings:
    """Take over each field that is newer than the stored one; return what holds now.

    Raises SettingsRefused for a value out of its limits, LearnerGoneError when the learner signed
    in meanwhile. No change is dated after its arrival, so a clock that is ahead wins only once.
    """
    _verify(given)
    learner_lock(learner.pk)
    row = PracticeSettings.objects.filter(learner=learner).first()
    row = row or PracticeSettings(learner=learner)
    _take_over(row, given, now_ms())
    row.save()
    return _read(row)


def on_learner_merged(sender: Any, guest_id: UUID, learner_id: UUID, **kwargs: Any) -> None:
    """Join a guest's settings with the account's: of each field the newest."""
    guests = PracticeSettings.objects.filter(learner_id=guest_id).first()
    if guests is None:
        return
    learner_lock(learner_id)
    own = PracticeSettings.objects.filter(learner_id=learner_id).first()
    row = own or PracticeSettings(learner_id=learner_id)
    _take_over(row, _read(guests), now_ms())
    row.save()
    PracticeSettings.objects.filter(learner_id=guest_id).delete()


def _verify(given: Settings) -> None:
    minutes, exam = given.minutes_a_day.value, given.exam_date.value
    least, most = MINUTES_LIMITS
    if minutes is not None and not least <= minutes <= most:
        raise SettingsRefused(f"Minutes a day can be {least} to {most}, or none.")
    first, last = DATE_LIMITS
    if exam is not None and not first <= exam <= last:
        raise SettingsRefused(f"An exam can be from {first.year} to {last.year}.")


def _take_over(row: PracticeSettings, given: Settings, latest_ms: int) -> None:
    for name in ("exam_date", "minutes_a_day"):
        setting: Setting[Any] = getattr(given, name)
        changed_at_ms = min(setting.changed_at_ms, latest_ms)
        if changed_at_ms > getattr(row, f"{name}_changed_ms"):
            setattr(row, name, setting.value)
            setattr(row, f"{name}_changed_ms", changed_at_ms)


def _read(row: PracticeSettings) -> Settings:
    return Settings(
        exam_date=Setting(row.exam_date, row.exam_date_changed_ms),
        minutes_a_day=Setting(row.minutes_a_day, row.minutes_a_day_changed_ms),
    )
