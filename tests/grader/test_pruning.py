"""Old steps of gradings go; their results stay."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from grader.grading import grading_run
from grader.models import CheckResult, Grading, GradingEvent, Submission, Worker
from grader.pruning import events_prune
from grader.selectors import submission_detail
from grader.tasks import prune
from tests.grader.samples import Submit, age, sample_judge, worker_make

pytestmark = pytest.mark.django_db(transaction=True)

A_DAY_S = 24 * 60 * 60


def graded(submit: Submit, *, days_ago: float) -> Submission:
    submission = submit()
    grading_run(submission.gradings.get().pk, worker="w", judge=sample_judge)
    Grading.objects.filter(submission=submission).update(
        finished_at=F("finished_at") - timedelta(days=days_ago)
    )
    return submission


def test_steps_of_old_gradings_go_in_batches_and_results_stay(
    submit: Submit, settings: Settings
) -> None:
    settings.GRADING_EVENTS_KEPT_DAYS = 7
    old, young, waiting = graded(submit, days_ago=8), graded(submit, days_ago=6), submit()
    of_old = GradingEvent.objects.filter(submission=old).count()
    before = submission_detail(old).model_dump(exclude={"events_url"})
    assert of_old > 2
    assert events_prune(batch=2) == of_old
    assert events_prune() == 0
    kept = set(GradingEvent.objects.values_list("submission", flat=True))
    assert kept == {young.pk, waiting.pk}
    assert submission_detail(old).model_dump(exclude={"events_url"}) == before
    assert CheckResult.objects.filter(grading__submission=old).count() == 2


def test_a_stream_of_what_was_pruned_ends_at_once(submit: Submit, client: Client) -> None:
    old = graded(submit, days_ago=1000)
    prune()
    assert client.get(submission_detail(old).events_url).status_code == 204


def test_workers_that_never_came_back_go() -> None:
    silent, forgotten = worker_make("silent"), worker_make("forgotten")
    age(silent, 60)
    age(forgotten, A_DAY_S + 60)
    prune()
    assert Worker.objects.get() == silent
