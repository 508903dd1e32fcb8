"""The API of the practice settings."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from frontend.problems import Problem
from grader.learners import LearnerAuth, LearnerRequest
from practice.settings import Setting, Settings, SettingsRefused, settings_get, settings_save

router = Router(tags=["practice"], auth=LearnerAuth())

ChangedAt = Annotated[
    int, Field(ge=0, le=10**14, description="UTC milliseconds by the corrected clock; 0: never.")
]


class ExamDate(Schema):
    """The learner's own day of the exam, or null."""

    value: date | None = None
    changed_at_ms: ChangedAt = 0


class MinutesADay(Schema):
    """From 5 to 240, or null."""

    value: Annotated[int, Field(strict=True)] | None = None
    changed_at_ms: ChangedAt = 0


class SettingsBody(Schema):
    """The fields, each with the time of its change: the newest wins."""

    exam_date: ExamDate = ExamDate()
    minutes_a_day: MinutesADay = MinutesADay()


@router.get("/settings", response=SettingsBody, summary="Your practice settings", auth=None)
def practice_settings(request: HttpRequest) -> Settings:
    """Return the settings; who set none, or is nobody yet, gets empty ones."""
    return settings_get(LearnerAuth(creates_learner=False).learner(request))


@router.put("/settings", response=SettingsBody, summary="Change your practice settings")
def practice_settings_put(request: LearnerRequest, body: SettingsBody) -> Settings:
    """Take over what is newer than the stored values, and return what holds now."""
    given = Settings(
        exam_date=Setting(body.exam_date.value, body.exam_date.changed_at_ms),
        minutes_a_day=Setting(body.minutes_a_day.value, body.minutes_a_day.changed_at_ms),
    )
    try:
        return settings_save(request.auth, given)
    except SettingsRefused as refused:
        raise Problem(422, "The settings cannot be saved", str(refused)) from None
