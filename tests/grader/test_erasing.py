"""Erasing a learner while others write to their rows."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from grader import own_rows
from grader.erasing import learners_erase
from grader.grading import grading_claim
from grader.leases import claim_hold
from grader.models import Grading, GradingEvent, Learner, Submission
from grader.progress.events import event_record
from grader.submitting import grading_create
from tests.grader.samples import Submit, someone_waits_for_a_row

pytestmark = pytest.mark.django_db(transaction=True)


def erased_while(learner: Learner, write: Callable[[], None]) -> None:
    """Erase a learner while somebody has written, and not committed yet."""
    has_written, may_commit = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                write()
                has_written.set()
                assert may_commit.wait(timeout=30)
        finally:
            connection.close()

    def erase() -> None:
        try:
            learners_erase([learner.pk])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        holding = threads.submit(hold)
        assert has_written.wait(timeout=30)
        erasing = threads.submit(erase)
        while not someone_waits_for_a_row():
            assert not erasing.done()
        may_commit.set()
        holding.result()
        erasing.result()
    assert not Learner.objects.exists()
    assert not Submission.objects.exists()
    assert not GradingEvent.objects.exists()


def test_a_worker_that_writes_a_step_at_this_moment_is_waited_for(
    grading: Grading, learner: Learner
) -> None:
    claim = grading_claim(grading.pk, "w")
    assert claim is not None

    def write() -> None:
        with claim_hold(claim) as held:
            event_record(held, GradingEvent.Kind.CHECK_STARTED, {})

    erased_while(learner, write)


def test_a_submission_that_comes_in_at_this_moment_is_erased_too(
    submit: Submit, learner: Learner
) -> None:
    erased_while(learner, lambda: submit() and None)


def test_a_grading_that_an_operator_queues_at_this_moment_is_erased_too(
    grading: Grading, learner: Learner
) -> None:
    submission = grading.submission
    Grading.objects.filter(pk=grading.pk).delete()
    erased_while(learner, lambda: grading_create(submission) and None)


def test_a_row_that_nobody_has_registered_fails_the_erasure(
    learner: Learner, submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit()
    known = [table for table in own_rows.tables() if table.model is not Submission]
    monkeypatch.setattr(own_rows, "tables", lambda: known)
    with pytest.raises(IntegrityError):
        learners_erase([learner.pk])
    assert Learner.objects.filter(pk=learner.pk).exists()
