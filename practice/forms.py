"""The form of the practice settings, for browsers without scripts."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from practice.attempts import now_ms
from practice.models import MINUTES_LIMITS
from practice.settings import DATE_LIMITS, Setting, Settings

LEAST, MOST = MINUTES_LIMITS


class SettingsForm(forms.Form):
    """The day of the exam and the minutes a day; each may be empty."""

    exam_date = forms.DateField(
        required=False,
        label="Your exam",
        error_messages={"invalid": "Write the day like 2027-01-31, or leave it empty."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    minutes_a_day = forms.IntegerField(
        required=False,
        min_value=LEAST,
        max_value=MOST,
        label="Minutes a day",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"Minutes a day can be {LEAST} to {MOST}, or empty.",
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, stored: Settings, **kwargs: Any) -> None:
        """`stored` is what was set before: it may be sent back as it is."""
        self.stored = stored
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, settings: Settings) -> "SettingsForm":
        """Return the form as it shows what is set."""
        return cls(
            initial={
                "exam_date": settings.exam_date.value,
                "minutes_a_day": settings.minutes_a_day.value,
            },
            stored=settings,
        )

    def clean_exam_date(self) -> date | None:
        """Refuse a day that is past everywhere, unless it stood there before."""
        exam: date | None = self.cleaned_data["exam_date"]
        if exam is None or exam == self.stored.exam_date.value:
            return exam
        if exam < timezone.now().date() - timedelta(days=1):
            raise ValidationError("That day has passed. Choose one to come, or leave it empty.")
        if exam > DATE_LIMITS[1]:
            raise ValidationError(f"An exam can be up to {DATE_LIMITS[1].year}.")
        return exam


def form_settings(form: SettingsForm) -> Settings:
    """Return what a valid form says; only what is other than before is dated now."""
    stored, t_ms = form.stored, now_ms()
    exam, minutes = form.cleaned_data["exam_date"], form.cleaned_data["minutes_a_day"]
    is_same_exam, is_same_time = (
        exam == stored.exam_date.value,
        minutes == stored.minutes_a_day.value,
    )
    return Settings(
        exam_date=stored.exam_date if is_same_exam else Setting(exam, t_ms),
        minutes_a_day=stored.minutes_a_day if is_same_time else Setting(minutes, t_ms),
    )
