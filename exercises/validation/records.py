"""The report kept in an exercise's folder: what the last validation found of this very content."""

from pathlib import Path

import msgspec

from exercises.format.errors import ExerciseError
from exercises.format.loading import LIBRARY, exercise_get
from exercises.validation.rules import ValidationReport

RECORD = "validation.json"


def report_get(exercise_slug: str, library: Path = LIBRARY) -> ValidationReport | None:
    """Return the report kept with an exercise; None where there is none, or of other content."""
    try:
        exercise = exercise_get(exercise_slug, library)
        data = (exercise.folder / RECORD).read_bytes()
        report = msgspec.json.decode(data, type=ValidationReport)
    except (ExerciseError, OSError, msgspec.MsgspecError):
        return None
    return report if report.content_hash == exercise.content_hash else None
