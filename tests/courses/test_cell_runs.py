"""Runs of notebook cells: a row first, one holder at a time, nothing lost; and their API."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client

from courses import cell_runs
from courses.cell_running import Hold, cell_run_claim, cell_run_fail, cell_run_finish, cell_run_run
from courses.merging import rows_merge
from courses.models import CellRun, NotebookCell
from courses.tasks import prune_cell_runs, run_cell, sweep_cell_runs
from grader.learners import guest_create
from grader.models import Learner
from grader.notebook.inside.messages import Drawing
from grader.notebook.running import ScriptOutcome
from grader.presence import Presence
from grader.throttling import SUBMISSIONS_PER_GUEST

pytestmark = pytest.mark.django_db

URL = "/api/v1/notebooks/newton/cells/square-root/run"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect onclick="x" width="3"/></svg>'
)


def outcome_make(**changes) -> ScriptOutcome:
    fields = {
        "verdict": "passed",
        "message": "",
        "line": None,
        "traceback": "",
        "output": "hello\n",
        "drawings": (Drawing(svg=SVG, label="A box"),),
        "time_s": 0.5,
        "memory_bytes": 1 << 20,
    }
    return ScriptOutcome(**(fields | changes))


@pytest.fixture
def rung(monkeypatch) -> list[UUID]:
    """The runs that the broker was told of; it takes them all."""
    bells: list[UUID] = []
    monkeypatch.setattr(
        cell_runs, "task_ring", lambda task, arguments, queue: bells.append(arguments[0]) is None
    )
    return bells


@pytest.fixture
def cell(notebook_cell, rung) -> NotebookCell:
    return notebook_cell


def post(client: Client, url: str = URL, **changes):
    body = {"id": str(uuid4()), "code": "print('hello')\n", **changes}
    return client.post(url, json.dumps(body), content_type="application/json")


def run_make(cell: NotebookCell, learner: Learner, **fields) -> CellRun:
    given = {"id": uuid4(), "code": "x", "rung_at": Now(), **fields}
    run = CellRun.objects.create(cell=cell, learner=learner, **given)
    run.refresh_from_db()
    return run


def lease_lapse(run: CellRun) -> None:
    CellRun.objects.filter(pk=run.pk).update(
        lease_expires_at=F("lease_expires_at") - timedelta(hours=1)
    )


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


def test_the_page_shows_the_notebook_and_leads_to_its_download(cell, client) -> None:
    page = client.get("/lessons/newton/notebook/").content.decode()
    assert "1.414" in page
    assert 'data-run-url="/api/v1/notebooks/newton/cells/square-root/run"' in page
    assert page.count('<svg class="drawing"') == 1
    download = client.get("/lessons/newton/notebook.ipynb")
    assert download.content == b"{}"
    assert "newton-notebook.ipynb" in download["Content-Disposition"]
    assert "/lessons/newton/notebook/" in client.get("/lessons/newton/").content.decode()


def test_a_lesson_without_notebook_has_no_page_and_no_link(loaded, client) -> None:
    assert client.get("/lessons/newton/notebook/").status_code == 404
    assert client.get("/lessons/newton/notebook.ipynb").status_code == 404
    assert "notebook" not in client.get("/lessons/newton/").content.decode()


def test_the_page_takes_a_fixed_number_of_queries(
    cell, client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        client.get("/lessons/newton/notebook/")
