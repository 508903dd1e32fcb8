"""What a worker graded can be graded again from its stored seed, with nothing but the files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from exercises.format.exercise import Exercise as Folder
from grader.grading import grading_run
from grader.judges import pool_close, sandbox_judge
from grader.judging.__main__ import NOT_PASSED, main
from grader.models import CheckResult
from tests.grader.samples import Submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sandbox]

FIELDS = ("check_id", "title", "verdict", "points", "max_points", "hidden", "message", "mistake")
# Prints its random inputs, so that other ones would be seen.
SHOWS = "print(*(each.hex() for each in {argument}.ravel()[:2].tolist()))\n    "


@pytest.fixture
def no_pool_left() -> Iterator[None]:
    yield
    pool_close()


@pytest.mark.usefixtures("no_pool_left")
def test_the_stored_seed_replays_what_the_worker_found(
    submit: Submit, folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = folder.mistakes[0].path.read_text()
    argument = folder.signature.parameters[0].name
    head, returns, tail = code.rpartition("return ")
    code = head + SHOWS.format(argument=argument) + returns + tail
    submission = submit(code)
    grading = submission.gradings.get()
    grading_run(grading.pk, worker="w", judge=sandbox_judge)
    grading.refresh_from_db()
    assert grading.stdout.count("0x") > 10

    file = tmp_path / "sent.py"
    file.write_text(code)
    assert main([folder.slug, str(file), "--seed", str(grading.seed), "--json"]) == NOT_PASSED
    replayed = json.loads(capsys.readouterr().out)
    assert replayed["seed"] == grading.seed
    for name in ("verdict", "points", "max_points", "stdout"):
        assert replayed[name] == getattr(grading, name), name
    rows = CheckResult.objects.filter(grading=grading).order_by("position").values(*FIELDS)
    stored = [{**row, "mistake": row["mistake"] or None} for row in rows]
    again = [{**check, "check_id": check["id"]} for check in replayed["checks"]]
    assert stored == [{name: check[name] for name in FIELDS} for check in again]

    assert main([folder.slug, str(file), "--seed", str(grading.seed ^ 1), "--json"]) == NOT_PASSED
    other = cast("str", json.loads(capsys.readouterr().out)["stdout"])
    assert other != grading.stdout
