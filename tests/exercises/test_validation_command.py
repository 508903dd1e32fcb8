"""`manage.py validate_exercises` validates the library, and what is unchanged only once."""

import contextlib
import json
import os
import shutil
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exercises.format.loading import exercise_get
from grader.management.commands import validate_exercises

pytestmark = pytest.mark.sandbox

SLUG = "euclidean-norm"
# A small exercise: the library's own are validated by the same command in `make validate`.
FIXTURES = Path(__file__).parent / "fixtures" / "library"


@pytest.fixture
def library(tmp_path):
    shutil.copytree(FIXTURES / "calculus" / SLUG, tmp_path / "library" / "calculus" / SLUG)
    return tmp_path / "library"


@pytest.fixture
def validate(monkeypatch, library):
    monkeypatch.setattr(
        validate_exercises, "exercise_get", lambda slug: exercise_get(slug, library)
    )

    def run(*arguments):
        output = StringIO()
        call_command("validate_exercises", *arguments, stdout=output)
        return output.getvalue()

    return run


@pytest.fixture
def terminal():
    """Return a stream to a terminal, and a function that reads what it shows."""
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    termios.tcsetwinsize(theirs, (24, 80))

    def shown():
        text = b""
        with contextlib.suppress(BlockingIOError):
            while data := os.read(ours, 1 << 16):
                text += data
        return text.decode()

    with os.fdopen(theirs, "w") as stream:
        yield stream, shown
    os.close(ours)


def test_an_exercise_is_validated_once_and_shown_as_json(validate, terminal, monkeypatch):
    stream, shown = terminal
    monkeypatch.setattr(sys, "stderr", stream)
    reports = json.loads(validate(SLUG, "--json"))
    assert [(each["slug"], each["is_valid"], each["faults"]) for each in reports] == [
        (SLUG, True, [])
    ]
    exercise = exercise_get(SLUG, FIXTURES)
    assert set(reports[0]["kill_matrix"]) == {mistake.slug for mistake in exercise.mistakes}
    for verdicts in reports[0]["kill_matrix"].values():
        assert set(verdicts) == {check.id for check in exercise.checks}
    assert f"{SLUG}:" in shown()

    # The second time nothing runs, so the report is the kept one to the last digit.
    assert json.loads(validate(SLUG, "--json")) == reports
    assert SLUG not in shown()
    assert validate(SLUG) == "1 of 1 valid; 1 unchanged, not run.\n"


def test_what_is_unchanged_runs_where_it_is_asked_for_or_drawn(validate):
    validate(SLUG)
    ran = f"{SLUG}: valid (3 mistakes, 55 runs)\n1 of 1 valid; 0 unchanged, not run.\n"
    assert validate(SLUG, "--all") == ran
    assert validate(SLUG, "--again", "1") == ran


def test_a_change_of_the_exercise_runs_it_again(validate, library):
    validate(SLUG)
    (library / "calculus" / SLUG / "statement.md").write_text("Said otherwise.\n")
    assert validate(SLUG).endswith("1 unchanged, not run.\n")
    starter = library / "calculus" / SLUG / "starter.py"
    starter.write_text(starter.read_text() + "\n")
    assert validate(SLUG).endswith("0 unchanged, not run.\n")


def test_fewer_seeds_leave_no_record(validate, library):
    assert "21 runs" in validate(SLUG, "--seeds", "3")
    assert not (library / "calculus" / SLUG / "validation.json").exists()


def test_the_matrix_marks_what_failed(validate):
    lines = validate(SLUG, "--matrix").splitlines()
    assert lines[1:] == [
        "                     1  2  3",
        "  no_root            x  x  x",
        "  one_norm           x  x  x",
        "  squares_in_place   ·  ·  x",
        "  checks: 1 value, 2 homogeneous, 3 purity",
        "1 of 1 valid; 0 unchanged, not run.",
    ]


def test_an_invalid_exercise_exits_with_1_and_its_faults(validate, library):
    mistake = library / "calculus" / SLUG / "solutions" / "wrong" / "squares_in_place.py"
    mistake.write_text(mistake.read_text().replace("# caught by: purity", "# caught by: value"))
    for _ in range(2):  # What is not valid is tried again each time.
        output = StringIO()
        with pytest.raises(SystemExit) as exit_:
            call_command("validate_exercises", SLUG, stdout=output)
        assert exit_.value.code == 1
        fault = "each mistake fails its named check: squares_in_place: seed 1: `value`"
        assert fault in output.getvalue()


def test_an_unknown_exercise_is_refused(validate):
    with pytest.raises(CommandError, match="there is no exercise `no-such`"):
        validate("no-such")
