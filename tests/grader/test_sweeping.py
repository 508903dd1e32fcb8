"""Whatever was left behind is rung for again."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from grader.grading import grading_claim, grading_run
from grader.models import Grading
from grader.signals import submission_graded
from grader.sweeping import RING_AFTER_S, RING_AT_LEAST_EVERY_S, gradings_sweep
from grader.tasks import sweep_gradings
from tests.grader.conftest import Broker, broker_use
from tests.grader.samples import Submit, sample_judge, time_pass

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_just_rung_is_left_alone(grading: Grading, broker: Broker) -> None:
    broker.bells()
    assert gradings_sweep() == 0
    assert broker.bells() == []


def test_what_nobody_claimed_is_rung_again(grading: Grading, broker: Broker) -> None:
    broker.bells()
    time_pass(grading, RING_AFTER_S + 1)
    sweep_gradings()
    assert broker.bells() == [grading.pk]


def test_bells_for_a_long_line_get_rarer_but_never_stop(grading: Grading, broker: Broker) -> None:
    time_pass(grading, RING_AFTER_S + 1)
    assert gradings_sweep() == 1
    time_pass(grading, RING_AFTER_S + 1)
    assert gradings_sweep() == 0
    for _ in range(20):
        time_pass(grading, RING_AT_LEAST_EVERY_S + 1)
        assert gradings_sweep() == 1


def test_a_grading_whose_worker_died_is_rung_again(grading: Grading, broker: Broker) -> None:
    assert grading_claim(grading.pk, "killed") is not None
    broker.bells()
    time_pass(grading, 20)
    assert gradings_sweep() == 0
    time_pass(grading, 20)
    assert gradings_sweep() == 1
    assert broker.bells() == [grading.pk]
    grading_run(grading.pk, worker="next", judge=sample_judge)
    grading.refresh_from_db()
    assert (grading.state, grading.fencing_token, grading.worker) == ("done", 2, "next")


def test_what_is_done_is_not_rung(grading: Grading, broker: Broker) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    broker.bells()
    time_pass(grading, 3600)
    assert gradings_sweep() == 0
    assert broker.bells() == []


def test_rings_wait_for_the_broker_and_come_in_line(
    submit: Submit, broker: Broker, dead_broker: None
) -> None:
    gradings = [submit().gradings.get() for _ in range(3)]
    for grading in gradings:
        time_pass(grading, 10)
        Grading.objects.filter(pk=grading.pk).update(queued_at=F("rung_at"))
    assert gradings_sweep() == 0
    broker_use(broker.url)
    assert gradings_sweep() == 3
    assert sorted(broker.bells()) == [grading.pk for grading in gradings]


def test_a_grading_that_is_being_claimed_is_not_waited_for(submit: Submit, broker: Broker) -> None:
    held, free = submit().gradings.get(), submit().gradings.get()
    for grading in (held, free):
        time_pass(grading, 10)
    broker.bells()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM grader_grading WHERE id = %s FOR UPDATE", [held.pk])
        assert gradings_sweep() == 1
        assert broker.bells() == [free.pk]
    finally:
        other.close()


def test_a_result_that_was_not_announced_is_announced_later(grading: Grading) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    # The worker was killed after its commit.
    Grading.objects.filter(pk=grading.pk).update(announced_at=None)
    heard: list[int] = []

    def ear(sender: Any, grading_id: int, **kwargs: Any) -> None:
        heard.append(grading_id)

    submission_graded.connect(ear)
    try:
        gradings_sweep()
        assert heard == []
        Grading.objects.filter(pk=grading.pk).update(finished_at=F("queued_at"))
        with transaction.atomic():
            _age(grading)
        gradings_sweep()
        gradings_sweep()
    finally:
        submission_graded.disconnect(ear)
    assert heard == [grading.pk]


def _age(grading: Grading) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE grader_grading SET finished_at = now() - interval '1 minute' WHERE id = %s",
            [grading.pk],
        )
