"""`manage.py record_answers` keeps what is missing, and says what would be."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exercises.format.loading import exercise_get, exercises_list
from exercises.management.commands import record_answers
from exercises.notebooks.answers import answers_get

FIXTURES = Path(__file__).parent / "fixtures" / "library"
SLUG = "euclidean-norm"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "calculus", tmp_path / "calculus")
    monkeypatch.setattr(record_answers, "exercises_list", lambda: exercises_list(tmp_path))
    monkeypatch.setattr(record_answers, "exercise_get", lambda slug: exercise_get(slug, tmp_path))
    return tmp_path


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("record_answers", *arguments, stdout=output)
    return output.getvalue()


def test_what_is_missing_is_recorded_once(library: Path) -> None:
    assert f"{SLUG}: " in run()
    assert answers_get(exercise_get(SLUG, library)) is not None
    assert run() == ""
    assert f"{SLUG}: " in run("--anew", SLUG)


def test_check_names_what_is_missing_and_records_nothing(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("--check", SLUG)
    assert answers_get(exercise_get(SLUG, library)) is None
    run(SLUG)
    assert run("--check", SLUG) == ""


def test_an_unknown_exercise_is_refused(library: Path) -> None:
    with pytest.raises(CommandError, match="nothing"):
        run("nothing")
