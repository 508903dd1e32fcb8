"""Runs of notebook cells: a row first, executed and read through their API, kept for a day."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client

from courses.cell_running import cell_run_run
from courses.merging import rows_merge
from courses.models import CellRun, NotebookCell
from courses.tasks import prune_cell_runs, run_cell
from grader.learners import guest_create
from grader.models import Learner
from grader.notebook.inside.messages import Drawing
from grader.presence import Presence
from grader.throttling import SUBMISSIONS_PER_GUEST
from tests.courses.cell_run_samples import SVG, outcome_make, run_make

pytestmark = pytest.mark.django_db

URL = "/api/v1/notebooks/newton/cells/square-root/run"


def post(client: Client, url: str = URL, **changes):
    body = {"id": str(uuid4()), "code": "print('hello')\n", **changes}
    return client.post(url, json.dumps(body), content_type="application/json")


def test_a_run_is_taken_executed_and_read(
    cell, guest_client, rung, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = post(guest_client)
    assert sent.status_code == 202
    run_id = sent.json()["id"]
    assert (sent.json()["state"], sent.json()["verdict"]) == ("waiting", None)
    assert rung == [run_id]
    scripts = []

    def run_script(script):
        scripts.append(script)
        return outcome_make()

    cell_run_run(UUID(run_id), worker="w", run_script=run_script)
    [script] = scripts
    assert (script.setup, script.code, script.files) == (
        "import os",
        "print('hello')\n",
        {"a.csv": "1"},
    )
    done = guest_client.get(f"/api/v1/notebooks/runs/{run_id}").json()
    assert (done["state"], done["verdict"], done["output"]) == ("done", "passed", "hello\n")
    [figure] = done["figures"]
    assert figure["label"] == "A box"
    assert 'id="run-square-root-1-title"' in figure["svg"]
    assert "onclick" not in figure["svg"]


def test_a_newcomers_run_makes_a_guest(cell, client) -> None:
    assert post(client).status_code == 202
    assert CellRun.objects.get().learner.is_guest


def test_a_run_says_whether_a_worker_is_up(cell, guest_client) -> None:
    assert post(guest_client).json()["has_worker"] is False
    Presence("w", ["grade.cpu"], "sound")._beat()
    assert post(guest_client).json()["has_worker"] is True


def test_the_same_id_is_the_same_run(cell, guest_client) -> None:
    run_id = str(uuid4())
    assert post(guest_client, id=run_id).status_code == 202
    assert post(guest_client, id=run_id).status_code == 202
    assert CellRun.objects.count() == 1
    assert post(guest_client, id=run_id, code="other").status_code == 409


def test_another_learners_run_cannot_be_read_or_taken(cell, guest_client) -> None:
    other, _ = guest_create()
    run = run_make(cell, other)
    assert guest_client.get(f"/api/v1/notebooks/runs/{run.pk}").status_code == 404
    assert post(guest_client, id=str(run.pk), code="x").status_code == 409


@pytest.mark.parametrize(
    ("code", "status"), [("x" * 70_000, 413), ("a\0b", 422), (" \n", 422), ("\ud800", 422)]
)
def test_code_that_cannot_run_is_refused_at_once(cell, guest_client, code, status) -> None:
    assert post(guest_client, code=code).status_code == status
    assert not CellRun.objects.exists()


def test_a_cell_that_is_not_there_is_told(cell, guest_client) -> None:
    assert post(guest_client, URL.replace("square", "cube")).status_code == 404
    NotebookCell.objects.update(is_retired=True)
    assert post(guest_client).status_code == 404


def test_runs_are_throttled_as_submissions_are(cell, guest_client, learner) -> None:
    for _ in range(SUBMISSIONS_PER_GUEST.limit - 1):
        run_make(cell, learner)
    failed = run_make(cell, learner)
    assert post(guest_client).status_code == 429
    CellRun.objects.filter(pk=failed.pk).update(
        state="done", verdict="internal error", finished_at=Now()
    )
    assert post(guest_client).status_code == 202


def test_a_figure_that_cannot_be_shown_refuses_a_run_that_passed(cell, learner) -> None:
    run = run_make(cell, learner)
    drawings = (Drawing(svg="<html/>"), Drawing(svg=SVG), Drawing(reason="It has 900 kB."))
    cell_run_run(run.pk, worker="w", run_script=lambda script: outcome_make(drawings=drawings))
    run.refresh_from_db()
    assert (run.verdict, len(run.figures)) == ("refused", 1)
    assert "Figure 1 is not shown." in run.message
    assert "Figure 3 is not shown. It has 900 kB." in run.message


def test_what_postgresql_cannot_hold_is_replaced(cell, learner) -> None:
    run = run_make(cell, learner)
    odd = outcome_make(output="a\0b", message="\ud800", traceback="\0")
    cell_run_run(run.pk, worker="w", run_script=lambda script: odd)
    run.refresh_from_db()
    assert (run.state, run.output) == ("done", "a\N{REPLACEMENT CHARACTER}b")


def test_runs_are_pruned_after_a_day(cell, learner) -> None:
    old, young = run_make(cell, learner), run_make(cell, learner)
    CellRun.objects.filter(pk=old.pk).update(created_at=Now() - timedelta(hours=25))
    prune_cell_runs()
    assert [run.pk for run in CellRun.objects.all()] == [young.pk]


def test_a_guests_runs_move_to_the_account(cell, learner) -> None:
    run = run_make(cell, learner)
    account = Learner.objects.create()
    rows_merge(None, guest_id=learner.pk, learner_id=account.pk)
    run.refresh_from_db()
    assert run.learner_id == account.pk


@pytest.mark.sandbox
def test_the_task_runs_the_cell_in_the_sandbox(cell, learner, zygotes, monkeypatch) -> None:
    monkeypatch.setattr("grader.judges.pool_get", lambda: zygotes)
    run = run_make(cell, learner, code="print(open('a.csv').read())\nassert os.getcwd() == '/x'")
    run_cell.apply(args=[str(run.pk)], throw=True)
    run.refresh_from_db()
    assert (run.verdict, run.output, run.line) == ("failed", "1\n", 2)
