"""Levels and times of exercises, from what learners did."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from config.celery import app
from exercises.models import ExerciseFigures, ExerciseRevision
from grader.models import Grading, Learner, Submission
from practice.attempts import attempts_record, now_ms
from practice.figures import LEARNERS_NEEDED, figures_compute
from practice.models import AttemptEvent
from practice.tasks import compute_figures
from tests.practice.samples import revision_make

pytestmark = pytest.mark.django_db

BEGAN = timezone.now() - timedelta(days=3)
MINUTE_MS = 60_000

Send = Callable[..., Submission]


@pytest.fixture
def revision(db: None) -> ExerciseRevision:
    revision = revision_make(checks=[])
    exercise = revision.exercise
    exercise.current_revision = revision
    exercise.is_published = True
    exercise.save()
    return revision


@pytest.fixture
def send(revision: ExerciseRevision) -> Send:
    """Return a function that stores a graded submission, and the event of its page."""

    def send(
        learner: Learner,
        verdict: str,
        *,
        minute: float = 0,
        worked_minutes: float | None = None,
        scope: str = "all",
        told_by: Learner | None = None,
    ) -> Submission:
        submission = Submission.objects.create(
            id=uuid4(), learner=learner, revision=revision, code="x", device="cpu", scope=scope
        )
        at = BEGAN + timedelta(minutes=minute)
        Submission.objects.filter(pk=submission.pk).update(created_at=at)
        Grading.objects.create(
            submission=submission,
            number=1,
            seed=1,
            state="done",
            queue="grade.cpu",
            queued_at=at,
            rung_at=at,
            finished_at=at,
            verdict=verdict,
        )
        if worked_minutes is not None:
            _tell(told_by or learner, submission, round(worked_minutes * MINUTE_MS))
        return submission

    return send


def _tell(learner: Learner, submission: Submission, duration_ms: int) -> None:
    event = AttemptEvent(
        id=uuid4(),
        device_id=uuid4(),
        seq=1,
        kind="exercise_submit",
        item_id="newton-step",
        t_client_ms=now_ms(),
        tz_offset_min=0,
        clock_offset_ms=0,
        duration_ms=duration_ms,
        payload={"submission": str(submission.pk), "scope": "all", "device": "cpu"},
    )
    attempts_record(learner, [event])


def learners(count: int) -> list[Learner]:
    return [Learner.objects.create() for _ in range(count)]


def figures() -> ExerciseFigures:
    figures_compute()
    return ExerciseFigures.objects.get()


def test_an_exercise_that_nobody_sent_has_no_figures() -> None:
    assert figures_compute() == 0


def test_nineteen_who_passed_leave_the_guesses_and_the_twentieth_ends_them(send: Send) -> None:
    for learner in learners(LEARNERS_NEEDED - 1):
        send(learner, "passed", worked_minutes=12)
    found = figures()
    assert (found.learners_passed, found.level, found.minutes) == (19, None, None)
    (last,) = learners(1)
    send(last, "passed", worked_minutes=12)
    found = figures()
    assert (found.learners_passed, found.level, found.minutes) == (20, 1, 12)
    assert found.learners_timed == 20


def test_the_time_is_the_median_so_that_a_few_odd_ones_do_not_count(send: Send) -> None:
    for place, learner in enumerate(learners(21)):
        # Three paste an answer, three leave the page open for days.
        worked = 0.1 if place < 3 else 5_000 if place > 17 else 10 + place
        send(learner, "passed", worked_minutes=worked)
    assert figures().minutes == 20


def test_work_adds_up_over_all_submissions_until_the_first_pass(send: Send) -> None:
    for learner in learners(LEARNERS_NEEDED):
        send(learner, "failed", minute=0, worked_minutes=7, scope="public")
        send(learner, "failed", minute=10, worked_minutes=8)
        send(learner, "passed", minute=20, worked_minutes=5)
        send(learner, "passed", minute=30, worked_minutes=40)
    found = figures()
    assert (found.minutes, found.tries_median) == (20, 2)


def test_public_checks_are_no_try_and_no_pass(send: Send) -> None:
    (learner,) = learners(1)
    send(learner, "passed", scope="public", worked_minutes=3)
    assert figures_compute() == 0


def test_where_the_page_measured_nothing_the_time_since_the_last_submission_counts(
    send: Send,
) -> None:
    for learner in learners(LEARNERS_NEEDED):
        send(learner, "failed", minute=0, worked_minutes=6)
        send(learner, "failed", minute=9)
        # A night lies between: it counts as a break, not as work.
        send(learner, "passed", minute=9 + 600)
    assert figures().minutes == 6 + 9 + 20


def test_who_began_elsewhere_counts_for_the_level_but_not_for_the_time(send: Send) -> None:
    for learner in learners(LEARNERS_NEEDED):
        send(learner, "passed")
    found = figures()
    assert (found.level, found.minutes, found.learners_timed) == (1, None, 0)


def test_nobody_can_tell_of_anothers_time(send: Send) -> None:
    (stranger,) = learners(1)
    for learner in learners(LEARNERS_NEEDED):
        send(learner, "passed", worked_minutes=50, told_by=stranger)
    assert figures().learners_timed == 0


@pytest.mark.parametrize(
    ("at_once", "later", "never", "level"),
    [(20, 0, 0, 1), (14, 8, 0, 2), (10, 12, 10, 3), (2, 20, 5, 4), (20, 0, 22, 3), (6, 20, 40, 4)],
)
def test_the_level_follows_from_first_submissions_and_from_those_who_never_pass(
    send: Send, at_once: int, later: int, never: int, level: int
) -> None:
    for learner in learners(at_once):
        send(learner, "passed")
    for learner in learners(later):
        send(learner, "failed", minute=0)
        send(learner, "passed", minute=5)
    for learner in learners(never):
        send(learner, "failed")
    found = figures()
    assert found.learners_tried == at_once + later + never
    assert found.passed_first_share == pytest.approx(at_once / (at_once + later + never))
    assert found.level == level


def test_many_tries_make_an_exercise_harder(send: Send) -> None:
    for place, learner in enumerate(learners(21)):
        for minute in range(0 if place < 10 else 6):
            send(learner, "failed", minute=minute)
        send(learner, "passed", minute=9)
    found = figures()
    assert (found.tries_median, found.level) == (7, 3)


def test_what_failed_by_our_fault_is_no_try(send: Send) -> None:
    for learner in learners(LEARNERS_NEEDED):
        send(learner, "internal error", minute=0)
        send(learner, "passed", minute=1)
    assert figures().passed_first_share == 1


def test_authors_trying_their_exercise_do_not_count(send: Send) -> None:
    author = User.objects.create_user("author", is_staff=True)
    send(Learner.objects.create(user=author), "passed", worked_minutes=1)
    assert figures_compute() == 0


def test_figures_are_computed_anew_and_go_with_what_they_came_from(
    send: Send, revision: ExerciseRevision
) -> None:
    (learner,) = learners(1)
    send(learner, "failed")
    assert figures().learners_passed == 0
    send(learner, "passed", minute=5)
    assert figures().learners_passed == 1
    Submission.objects.all().delete()
    assert figures_compute() == 0
    assert not ExerciseFigures.objects.exists()


def test_the_scheduler_computes_them_every_night(send: Send) -> None:
    entry = app.conf.beat_schedule["figures"]
    assert entry["task"] == compute_figures.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({3}, {20})
    (learner,) = learners(1)
    send(learner, "passed")
    compute_figures()
    assert ExerciseFigures.objects.get().learners_passed == 1
