"""Reads of what a learner did: past answers and results, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Q, QuerySet, When

from grader.models import Learner
from practice.items import items_list
from practice.model.evidence import concepts_of
from practice.model.items import Item
from practice.models import AttemptEvent
from practice.standing import graph_get

LINES_PER_PAGE = 50
RECENT_COUNT = 5
# A datetime's offset is less than a day.
LARGEST_OFFSET_MIN = 24 * 60 - 1
Kind = AttemptEvent.Kind
Outcome = Literal["", "right", "wrong"]


@dataclass(frozen=True)
class HistoryLine:
    """One past answer or result, for reading."""

    event: AttemptEvent
    title: str
    item: Item | None

    @property
    def at(self) -> datetime:
        """Return when it was given, by the clock on the wall where it was."""
        offset_min = max(-LARGEST_OFFSET_MIN, min(LARGEST_OFFSET_MIN, self.event.tz_offset_min))
        there = timezone(timedelta(minutes=offset_min))
        return datetime.fromtimestamp(self.event.t_eff_ms / 1000, there)

    @property
    def is_question(self) -> bool:
        """Tell whether it is an answer to a question."""
        return self.event.kind == Kind.QUIZ

    @property
    def is_right(self) -> bool:
        """Tell whether all of it was right."""
        if self.is_question:
            return self.event.payload.get("correct") is True
        return bool(self.event.payload.get("verdict") == "passed")

    @property
    def outcome(self) -> str:
        """Say how it went."""
        if self.is_question:
            return "right" if self.is_right else "not right"
        checks = self.event.payload.get("checks", [])
        passed = sum(check.get("verdict") == "passed" for check in checks)
        return f"{passed} of {len(checks)} checks passed"

    @property
    def is_graded_again(self) -> bool:
        """Tell whether an earlier result was taken back for this one."""
        return "stands_at" in self.event.payload

    @property
    def submission_url(self) -> str:
        """Return where the code and its result are."""
        submission = self.event.payload.get("submission")
        return f"{self.item.url}?submission={submission}" if self.item and submission else ""


@dataclass(frozen=True)
class HistoryPage:
    """Some of the lines, and where they stand among all."""

    page: Page[AttemptEvent]
    lines: list[HistoryLine]


def history_page(
    learner: Learner | None, *, number: str | None, concept: str, outcome: Outcome
) -> HistoryPage:
    """Return a page of past answers; a number out of range gives the nearest page.

    A concept that there is none of is not asked for.
    """
    rows = _answers(learner)
    if concept in graph_get().titles:
        rows = rows.filter(payload__concepts__contains=[concept])
    right = Q(kind=Kind.QUIZ, payload__correct=True) | Q(
        kind=Kind.EXERCISE_RESULT, payload__verdict="passed"
    )
    if outcome:
        # Not `exclude`: a payload that lacks the field is not right either.
        told = Case(When(right, then=True), default=False, output_field=BooleanField())
        rows = rows.annotate(is_right=told).filter(is_right=outcome == "right")
    page = Paginator(rows, LINES_PER_PAGE).get_page(number)
    return HistoryPage(page, _lines(page.object_list))


def history_recent(learner: Learner | None) -> list[HistoryLine]:
    """Return the last few past answers."""
    return _lines(_answers(learner)[:RECENT_COUNT])


def history_concepts(learner: Learner | None) -> dict[str, str]:
    """Return the titles of the concepts that there are past answers about, by slug."""
    named = _answers(learner).order_by().values_list("payload__concepts", flat=True)
    slugs = {slug for each in named for slug in concepts_of({"concepts": each})}
    return {slug: title for slug, title in graph_get().titles.items() if slug in slugs}


def history_get(learner: Learner | None, event_id: UUID) -> HistoryLine:
    """Return one past answer, or raise AttemptEvent.DoesNotExist."""
    return _lines([_answers(learner).get(id=event_id)])[0]


def _answers(learner: Learner | None) -> QuerySet[AttemptEvent]:
    """Return the answers and results of a learner that were not taken back, newest first."""
    if learner is None:
        return AttemptEvent.objects.none()
    own = AttemptEvent.objects.filter(learner=learner)
    voided = own.filter(kind=Kind.VOID).values_list("payload__event_id", flat=True)
    done = own.filter(kind__in=[Kind.QUIZ, Kind.EXERCISE_RESULT])
    return done.exclude(id__in=_uuids(voided)).order_by("-t_eff_ms", "-srv_seq")


def _uuids(texts: QuerySet[AttemptEvent, str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found


def _lines(events: Iterable[AttemptEvent]) -> list[HistoryLine]:
    known = {item.id: item for item in items_list()}
    lines = []
    for event in events:
        item = known.get(event.item_id)
        lines.append(HistoryLine(event, item.title if item else event.item_id, item))
    return lines
