"""Graded submissions as events of the log."""

from uuid import uuid4

import pytest
from django.utils import timezone

from grader.models import CheckResult, Grading, Learner, Submission
from practice.model.events import place_of
from practice.models import AttemptEvent
from practice.results import result_record
from practice.standing import standing_get
from tests.practice.samples import revision_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(db: None) -> Submission:
    revision = revision_make([{"id": "value", "concepts": ["newton-step"]}])
    return Submission.objects.create(
        id=uuid4(), learner=Learner.objects.create(), revision=revision, code="x", device="cpu"
    )


def grade(submission: Submission, number: int, verdict: str) -> Grading:
    now = timezone.now()
    grading = Grading.objects.create(
        submission=submission,
        number=number,
        seed=1,
        state="done",
        queue="grade.cpu",
        queued_at=now,
        rung_at=now,
        finished_at=now,
        verdict=verdict,
    )
    CheckResult.objects.create(
        grading=grading,
        check_id="value",
        title="Value",
        hidden=False,
        position=1,
        verdict=verdict,
        points=4 if verdict == "passed" else 0,
        max_points=4,
    )
    return grading


def test_a_result_is_recorded_once(submission: Submission) -> None:
    grading = grade(submission, 1, "passed")
    result_record(grading)
    result_record(grading)
    event = AttemptEvent.objects.get()
    assert event.payload["checks"][0]["concepts"] == ["newton-step"]
    assert "stands_at" not in event.payload


def test_a_regrade_takes_the_first_result_back_and_its_place(submission: Submission) -> None:
    for number, verdict in enumerate(["failed", "failed", "passed"], start=1):
        result_record(grade(submission, number, verdict))
    first, *_, last = AttemptEvent.objects.order_by("srv_seq")
    assert place_of(last.as_event()) == (first.t_eff_ms, first.tz_offset_min)
    state = standing_get(submission.learner).state
    assert state.do["newton-step"].rating == 3
    assert sum(state.honesty.counts) == 1
