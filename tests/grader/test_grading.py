"""From a queued row to a result, told to whoever watches."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from pytest_django import Settings

from exercises.format.exercise import Exercise as Folder
from grader.grading import grading_claim, grading_run
from grader.judging.report import JudgeError, Report
from grader.models import CheckResult, Grading, GradingEvent, Submission
from grader.sandbox.errors import SandboxError
from grader.signals import submission_graded
from tests.grader.samples import Submit, lease_lapse, report_make, sample_judge

pytestmark = pytest.mark.django_db(transaction=True)


class Ear:
    """Hears the signal, and what the database held at that moment."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str, bool]] = []

    def __call__(self, sender: Any, grading_id: int, **kwargs: Any) -> None:
        grading = Grading.objects.get(pk=grading_id)
        self.heard.append((grading_id, grading.verdict, connection.in_atomic_block))


@pytest.fixture
def ear() -> Any:
    ear = Ear()
    submission_graded.connect(ear)
    yield ear
    submission_graded.disconnect(ear)


def broken_judge(exercise: Folder, code: bytes, **asked: object) -> Report:
    raise SandboxError("no more processes")


def test_a_grading_is_judged_and_stored(grading: Grading, ear: Ear) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    grading.refresh_from_db()
    assert (grading.state, grading.verdict, grading.points, grading.max_points) == (
        "done",
        "failed",
        3,
        4,
    )
    assert (grading.stdout, grading.time_s, grading.memory_bytes) == ("hello\n", 0.25, 1 << 20)
    assert grading.graded_content_hash == grading.submission.revision.content_hash
    rows = CheckResult.objects.filter(grading=grading).values_list(
        "position", "check_id", "verdict", "hidden", "mistake"
    )
    assert list(rows) == [
        (1, "value", "passed", False, ""),
        (2, "purity", "failed", True, "in-place"),
    ]
    assert ear.heard == [(grading.pk, "failed", False)]
    assert grading.announced_at is not None


def test_events_come_in_order_and_end_with_the_submission(grading: Grading) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    events = list(GradingEvent.objects.filter(grading=grading).order_by("pk"))
    assert [event.kind for event in events] == [
        "queued",
        "started",
        "check_started",
        "check_finished",
        "check_started",
        "check_finished",
        "done",
    ]
    assert events[0].data == {"position": 1, "has_worker": False}
    assert events[2].data == {
        "check_id": "value",
        "title": "Right value",
        "position": 1,
        "total": 2,
    }
    assert events[5].data == {
        "id": "purity",
        "title": "Leaves its input alone",
        "verdict": "failed",
        "points": 0,
        "max_points": 1,
        "hidden": True,
        "message": "It did not.",
        "mistake": "in-place",
        "position": 2,
        "total": 2,
    }
    done = events[6].data
    assert (done["id"], done["state"], done["verdict"]) == (
        str(grading.submission_id),
        "done",
        "failed",
    )
    assert [check["id"] for check in done["checks"]] == ["value", "purity"]


def test_the_judge_gets_the_stored_code_and_seed(submit: Submit) -> None:
    asked: dict[str, Any] = {}

    def judge(exercise: Folder, code: bytes, **given: Any) -> Report:
        asked.update(given, slug=exercise.slug, code=code)
        return report_make()

    grading = submit("x = 'é'\n", scope="public").gradings.get()
    grading_run(grading.pk, worker="w", judge=judge)
    assert asked["code"] == "x = 'é'\n".encode()
    assert (asked["slug"], asked["seed"], asked["device"], asked["scope"]) == (
        "newton-decrement",
        grading.seed,
        "cpu",
        "public",
    )


def test_what_no_database_can_hold_is_replaced(grading: Grading) -> None:
    def judge(exercise: Folder, code: bytes, **asked: object) -> Report:
        return report_make(stdout="a\0b", message="c\ud800d")

    grading_run(grading.pk, worker="w", judge=judge)
    grading.refresh_from_db()
    assert (grading.stdout, grading.message) == ("a�b", "c?d")


def test_a_grading_is_run_once_however_often_it_is_rung(grading: Grading) -> None:
    runs = []

    def judge(exercise: Folder, code: bytes, **asked: object) -> Report:
        runs.append(1)
        # The bell rings again while the first run goes on.
        grading_run(grading.pk, worker="second", judge=judge)
        return report_make()

    grading_run(grading.pk, worker="first", judge=judge)
    grading_run(grading.pk, worker="third", judge=judge)
    assert len(runs) == 1


@pytest.mark.parametrize("error", [SandboxError("lost"), JudgeError("lost"), KeyError("a bug")])
def test_a_failure_of_ours_goes_back_to_the_queue(grading: Grading, error: Exception) -> None:
    def judge(exercise: Folder, code: bytes, **asked: object) -> Report:
        raise error

    grading_run(grading.pk, worker="w", judge=judge)
    grading.refresh_from_db()
    assert (grading.state, grading.verdict, grading.internal_failures) == ("queued", "", 1)
    assert "lost" in grading.internal_error or "a bug" in grading.internal_error
    grading_run(grading.pk, worker="w", judge=sample_judge)
    grading.refresh_from_db()
    assert (grading.state, grading.verdict) == ("done", "failed")


def test_the_third_failure_of_ours_ends_it_free_of_charge_and_alerts(
    grading: Grading, ear: Ear, settings: Settings
) -> None:
    settings.ADMINS = [("Operator", "operator@example.org")]
    for _ in range(3):
        grading_run(grading.pk, worker="w", judge=broken_judge)
    grading.refresh_from_db()
    assert (grading.state, grading.verdict, grading.points) == ("done", "internal error", None)
    assert "not in your code" in grading.message
    assert "no more processes" not in grading.message
    assert "no more processes" in grading.internal_error
    assert GradingEvent.objects.filter(grading=grading).last().kind == "done"  # type: ignore[union-attr]
    # Neither now nor later do other rooms hear of it.
    assert ear.heard == []
    assert grading.announced_at is not None
    assert [str(grading.submission_id) in letter.body for letter in mail.outbox] == [True]
    grading_run(grading.pk, worker="w", judge=sample_judge)
    grading.refresh_from_db()
    assert grading.verdict == "internal error"


def test_a_submission_that_ends_its_worker_each_time_is_given_up(grading: Grading) -> None:
    for _ in range(3):
        assert grading_claim(grading.pk, "killed") is not None
        lease_lapse(grading)
    assert grading_claim(grading.pk, "fourth") is None
    grading.refresh_from_db()
    assert (grading.state, grading.verdict) == ("done", "internal error")


def test_a_worker_that_was_overtaken_is_dropped_quietly(
    grading: Grading, caplog: pytest.LogCaptureFixture
) -> None:
    def judge(exercise: Folder, code: bytes, **asked: object) -> Report:
        lease_lapse(grading)
        assert grading_claim(grading.pk, "other") is not None
        return report_make()

    with caplog.at_level(logging.WARNING):
        grading_run(grading.pk, worker="slow", judge=judge)
    assert "went to another worker" in caplog.text
    grading.refresh_from_db()
    assert (grading.state, grading.worker) == ("running", "other")


def test_a_receiver_that_fails_hears_again_from_the_sweeper(
    grading: Grading, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    def deaf(sender: Any, **kwargs: Any) -> None:
        raise RuntimeError("not now")

    submission_graded.connect(deaf)
    try:
        grading_run(grading.pk, worker="w", judge=sample_judge)
    finally:
        submission_graded.disconnect(deaf)
    grading.refresh_from_db()
    assert grading.announced_at is None
    assert "not now" in caplog.text


@pytest.mark.sandbox
def test_real_solutions_are_graded_in_the_real_sandbox(submit: Submit, folder: Folder) -> None:
    from grader.judges import pool_close, sandbox_judge

    def verdict_of(path: Path) -> Submission:
        submission = submit(path.read_text())
        grading_run(submission.gradings.get().pk, worker="w", judge=sandbox_judge)
        return submission

    try:
        correct = verdict_of(folder.solutions_correct[0].path).gradings.get()
        assert (correct.verdict, correct.points) == ("passed", folder.max_points)
        mistake = folder.mistakes[0]
        wrong = verdict_of(mistake.path).gradings.get()
        assert wrong.verdict == "failed"
        assert wrong.results.get(check_id=mistake.caught_by).mistake == mistake.slug
    finally:
        pool_close()
