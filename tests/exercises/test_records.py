"""The report kept with an exercise."""

import shutil
from pathlib import Path

import msgspec
import pytest

from exercises.format.loading import exercise_get
from exercises.validation.records import RECORD, report_get
from exercises.validation.rules import ValidationReport

FIXTURES = Path(__file__).parent / "fixtures" / "library"
SLUG = "euclidean-norm"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "calculus" / SLUG, tmp_path / "calculus" / SLUG)
    return tmp_path


@pytest.fixture
def kept(library: Path) -> ValidationReport:
    """A report that is kept with the exercise."""
    exercise = exercise_get(SLUG, library)
    report = ValidationReport(
        slug=SLUG,
        judged_hash=exercise.judged_hash,
        is_valid=True,
        faults=[],
        kill_matrix={"squared": {"value": "failed"}},
        runs=55,
        time_s=1.5,
    )
    (exercise.folder / RECORD).write_bytes(msgspec.json.encode(report))
    return report


def test_a_report_is_read_back(library: Path, kept: ValidationReport) -> None:
    assert report_get(SLUG, library) == kept


def test_a_report_does_not_change_what_it_reports_on(library: Path) -> None:
    exercise = exercise_get(SLUG, library)
    (exercise.folder / RECORD).write_text("{}")
    assert exercise_get(SLUG, library).content_hash == exercise.content_hash
    (exercise.folder / "solutions" / RECORD).write_text("{}")
    assert exercise_get(SLUG, library).content_hash != exercise.content_hash


def test_a_report_of_other_content_is_none(library: Path, kept: ValidationReport) -> None:
    path = exercise_get(SLUG, library).folder / "starter.py"
    path.write_text(path.read_text() + "\n# One more line.\n")
    assert report_get(SLUG, library) is None


def test_what_is_missing_or_no_report_is_none(library: Path) -> None:
    assert report_get(SLUG, library) is None
    assert report_get("nothing", library) is None
    for text in ("", "[]", '{"slug": 1}'):
        (exercise_get(SLUG, library).folder / RECORD).write_text(text)
        assert report_get(SLUG, library) is None
