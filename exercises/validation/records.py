"""The report kept in an exercise's folder: what the last validation found of this very content."""

from pathlib import Path

import msgspec

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from exercises.format.loading import LIBRARY, exercise_get
from exercises.validation.rules import ValidationReport

RECORD = "validation.json"


def report_get(exercise_slug: str, library: Path = LIBRARY) -> ValidationReport | None:
    """Return the report kept with an exercise; None where there is none, or of other content."""
    try:
        return record_get(exercise_get(exercise_slug, library))
    except ExerciseError:
        return None


def record_get(exercise: Exercise) -> ValidationReport | None:
    """Return the report kept in this exercise's folder; None where there is none of its content."""
    try:
        data = (exercise.folder / RECORD).read_bytes()
        report = msgspec.json.decode(data, type=ValidationReport)
    except (OSError, msgspec.MsgspecError):
        return None
    return report if report.judged_hash == exercise.judged_hash else None


def record_put(exercise: Exercise, report: ValidationReport) -> None:
    """Keep a report in the exercise's folder."""
    data = msgspec.json.format(msgspec.json.encode(report)) + b"\n"
    (exercise.folder / RECORD).write_bytes(data)
