"""Runs of notebook cells have one holder at a time, and none is lost when a holder is."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.functions import Now

from courses import cell_runs
from courses.cell_running import Hold, cell_run_claim, cell_run_fail, cell_run_finish, cell_run_run
from courses.models import CellRun
from courses.tasks import sweep_cell_runs
from tests.courses.cell_run_samples import outcome_make, run_make

pytestmark = pytest.mark.django_db


def lease_lapse(run: CellRun) -> None:
    CellRun.objects.filter(pk=run.pk).update(
        lease_expires_at=F("lease_expires_at") - timedelta(hours=1)
    )


def test_one_worker_claims_a_run(cell, learner) -> None:
    run = run_make(cell, learner)
    assert cell_run_claim(run.pk, "first").fencing_token == 1
    assert cell_run_claim(run.pk, "second") is None


def test_a_run_whose_worker_died_is_claimed_again_and_the_first_writes_nothing(
    cell, learner
) -> None:
    run = run_make(cell, learner)
    first = cell_run_claim(run.pk, "first")
    lease_lapse(run)
    second = cell_run_claim(run.pk, "second")
    assert (second.fencing_token, second.internal_failures) == (2, 1)
    assert not cell_run_finish(Hold(run.pk, first.fencing_token), cell, outcome_make())
    assert cell_run_finish(Hold(run.pk, second.fencing_token), cell, outcome_make(output="2"))
    assert not cell_run_finish(Hold(run.pk, second.fencing_token), cell, outcome_make())
    run.refresh_from_db()
    assert (run.state, run.output, run.worker) == ("done", "2", "second")


def test_a_done_run_is_not_run_again(cell, learner) -> None:
    run = run_make(cell, learner)
    cell_run_run(run.pk, worker="w", run_script=lambda script: outcome_make())
    cell_run_run(run.pk, worker="w", run_script=lambda script: outcome_make(output="again"))
    run.refresh_from_db()
    assert run.output == "hello\n"


def test_three_failures_of_ours_end_a_run_as_an_internal_error(cell, learner) -> None:
    run = run_make(cell, learner)

    def break_down(script):
        raise OSError("no sandbox")

    for state in ("waiting", "waiting", "done"):
        cell_run_run(run.pk, worker="w", run_script=break_down)
        run.refresh_from_db()
        assert run.state == state
    assert run.verdict == "internal error"
    assert "on our side" in run.message
    assert "no sandbox" in run.internal_error
    assert "no sandbox" not in run.message


def test_workers_that_die_each_time_end_a_run_as_an_internal_error(cell, learner) -> None:
    run = run_make(cell, learner)
    for _ in range(3):
        assert cell_run_claim(run.pk, "w") is not None
        lease_lapse(run)
    assert cell_run_claim(run.pk, "w") is None
    run.refresh_from_db()
    assert (run.state, run.verdict) == ("done", "internal error")


def test_who_lost_the_hold_counts_no_failure(cell, learner) -> None:
    run = run_make(cell, learner)
    cell_run_claim(run.pk, "w")
    cell_run_fail(Hold(run.pk, 7), "late")
    run.refresh_from_db()
    assert (run.state, run.internal_failures) == ("running", 0)


def test_the_sweeper_rings_for_what_was_left_behind(cell, learner, rung) -> None:
    long_ago = Now() - timedelta(minutes=10)
    waiting = run_make(cell, learner, rung_at=long_ago)
    left = run_make(cell, learner, rung_at=long_ago)
    held = run_make(cell, learner, rung_at=long_ago)
    run_make(cell, learner)
    for run in (left, held):
        cell_run_claim(run.pk, "w")
    lease_lapse(left)
    sweep_cell_runs()
    assert set(rung) == {str(waiting.pk), str(left.pk)}
    sweep_cell_runs()
    assert len(rung) == 2


def test_a_broker_that_is_down_is_rung_again_soon(cell, learner, monkeypatch) -> None:
    run = run_make(cell, learner, rung_at=Now() - timedelta(minutes=10))
    monkeypatch.setattr(cell_runs, "task_ring", lambda *given: False)
    before = CellRun.objects.get(pk=run.pk).rung_at
    sweep_cell_runs()
    assert CellRun.objects.get(pk=run.pk).rung_at == before
