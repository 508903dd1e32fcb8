"""What learners' results say of each exercise: how hard it is, and how long it takes.

A time is the sum over a learner's submissions up to the first that passed. Each counts the work
that the page measured before it was sent, or, where none was, the time since the submission before.
A break is cut short, and the median takes no notice of the few who left the page open or pasted an
answer. A learner of whose first submission no time is known is left out of the times.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from exercises.models import Exercise, ExerciseFigures
from grader.models import Grading, Scope, Submission, Verdict
from practice.models import AttemptEvent

LEARNERS_NEEDED = 20
WORK_LIMIT = timedelta(hours=1)
BREAK_LIMIT = timedelta(minutes=20)
# At least this share passed with what they sent first, for the levels 1, 2 and 3.
FIRST_SHARES = (0.7, 0.45, 0.2)
MANY_TRIES = 4
HARDEST = 4

Durations = Mapping[tuple[UUID, str], int]


@dataclass(frozen=True)
class Sent:
    """One submission, as the figures see it."""

    learner_id: UUID
    submission_id: UUID
    is_whole: bool
    is_passed: bool
    created_at: datetime


@dataclass(frozen=True)
class Course:
    """How one learner came through an exercise: whole submissions up to the pass, and the time."""

    tries: int
    is_passed: bool
    work: timedelta | None


def figures_compute() -> int:
    """Compute the figures of all published exercises anew; return how many have any."""
    rows = list(_rows())
    with transaction.atomic():
        ExerciseFigures.objects.exclude(pk__in=[row.pk for row in rows]).delete()
        ExerciseFigures.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["exercise"],
            update_fields=[
                field.name for field in ExerciseFigures._meta.fields if not field.primary_key
            ],
        )
    return len(rows)


def _rows() -> Iterator[ExerciseFigures]:
    now = timezone.now()
    for exercise in Exercise.objects.filter(is_published=True):
        durations = _durations(exercise.slug)
        sent = groupby(_sent(exercise), key=lambda each: each.learner_id)
        courses = [course_of(list(each), durations) for _, each in sent]
        figures = figures_of(courses)
        if figures is not None:
            figures.exercise = exercise
            figures.computed_at = now
            yield figures


def figures_of(courses: Sequence[Course]) -> ExerciseFigures | None:
    """Return what these learners show of an exercise, or None where nobody sent it in whole."""
    tried = [course for course in courses if course.tries]
    if not tried:
        return None
    passed = [course for course in tried if course.is_passed]
    works = [course.work for course in passed if course.work is not None]
    first_share = sum(course.tries == 1 for course in passed) / len(tried)
    tries = median(course.tries for course in passed) if passed else None
    is_enough = len(passed) >= LEARNERS_NEEDED
    return ExerciseFigures(
        learners_tried=len(tried),
        learners_passed=len(passed),
        passed_first_share=first_share,
        tries_median=tries,
        level=_level(first_share, len(passed) / len(tried), tries or 0) if is_enough else None,
        minutes=_minutes(works) if len(works) >= LEARNERS_NEEDED else None,
        learners_timed=len(works),
    )


def course_of(sent: Sequence[Sent], durations: Durations) -> Course:
    """Return how a learner came through an exercise, from their submissions in order of time."""
    tries, work = 0, timedelta()
    is_timed = True
    previous: Sent | None = None
    for each in sent:
        spent = _work(each, previous, durations)
        is_timed = is_timed and spent is not None
        work += spent or timedelta()
        tries += each.is_whole
        previous = each
        if each.is_passed:
            return Course(tries, is_passed=True, work=work if is_timed else None)
    return Course(tries, is_passed=False, work=None)


def _work(each: Sent, previous: Sent | None, durations: Durations) -> timedelta | None:
    """Return the work that went into a submission; None where nothing is known of it."""
    measured_ms = durations.get((each.learner_id, str(each.submission_id)))
    if measured_ms is not None:
        return min(timedelta(milliseconds=measured_ms), WORK_LIMIT)
    return min(each.created_at - previous.created_at, BREAK_LIMIT) if previous else None


def _level(first_share: float, passed_share: float, tries: float) -> int:
    """Return a level from 1 to 4: by first submissions, one more where many fail or try long."""
    level = next(
        (place for place, share in enumerate(FIRST_SHARES, start=1) if first_share >= share),
        HARDEST,
    )
    is_harder = passed_share < 0.5 or tries > MANY_TRIES
    return min(level + is_harder, HARDEST)


def _minutes(works: Iterable[timedelta]) -> int:
    return max(1, round(median(work.total_seconds() for work in works) / 60))


def _sent(exercise: Exercise) -> Iterator[Sent]:
    """Yield an exercise's graded submissions by learner and time; authors' own do not count."""
    rows: QuerySet[Submission] = (
        Submission.objects.filter(revision__exercise=exercise)
        .exclude(learner__user__is_staff=True)
        .annotate(is_graded=_graded(), is_passed=_graded(Q(verdict=Verdict.PASSED)))
        .filter(is_graded=True)
        .order_by("learner_id", "created_at", "pk")
    )
    fields = ("learner_id", "pk", "scope", "is_passed", "created_at")
    for learner_id, pk, scope, is_passed, created_at in rows.values_list(*fields).iterator():
        is_whole = scope == Scope.ALL
        yield Sent(learner_id, pk, is_whole, is_whole and is_passed, created_at)


def _graded(more: Q | None = None) -> Exists:
    done = Grading.objects.filter(submission=OuterRef("pk"), state=Grading.State.DONE)
    return Exists(done.exclude(verdict=Verdict.INTERNAL_ERROR).filter(more or Q()))


def _durations(slug: str) -> dict[tuple[UUID, str], int]:
    """Return the work that pages measured before each submission of an exercise, in ms."""
    events = AttemptEvent.objects.filter(kind=AttemptEvent.Kind.EXERCISE_SUBMIT, item_id=slug)
    rows = events.order_by().values_list("learner_id", "payload__submission", "duration_ms")
    return {
        (learner_id, str(submission)): duration_ms
        for learner_id, submission, duration_ms in rows
        if duration_ms is not None
    }
