"""What is graded: three exercises of the library, and the same as jobs of a bare process."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exercises.format.exercise import (
    Check,
    CorrectSolution,
    Device,
    Exercise,
    Library,
    Limits,
    Parameter,
    Returns,
    Signature,
)
from exercises.format.loading import exercise_get

SLUGS = ("two-loop-recursion", "newton-decrement", "kfac-step")
NUMPY_SLUG, TORCH_SLUG = "two-loop-recursion", "kfac-step"


def subjects() -> list[Exercise]:
    """Return the three exercises that verdicts are measured on."""
    return [exercise_get(slug) for slug in SLUGS]


def right_code(exercise: Exercise) -> str:
    """Return the first correct solution."""
    return exercise.solutions_correct[0].path.read_text(encoding="utf-8")


def job_of(exercise: Exercise, code: str) -> dict[str, Any]:
    """Return all that `grader.bench.bare` needs to grade this code."""
    return {
        "checks_source": (exercise.folder / "checks.py").read_text(encoding="utf-8"),
        "check_ids": [check.id for check in exercise.checks],
        "references": {each.function: each.reference for each in exercise.functions},
        "parameters": {
            each.function: [parameter.name for parameter in each.parameters]
            for each in exercise.functions
        },
        "dtypes": list(exercise.dtypes),
        "code": code,
        "preloads": [],
    }


def exercise_make(
    folder: Path,
    *,
    checks: str,
    code: str,
    parameters: Sequence[str],
    limits: Limits,
    libraries: tuple[Library, ...] = ("numpy",),
    devices: tuple[Device, ...] = ("cpu",),
) -> Exercise:
    """Return an exercise of the bench's own, its files written to a folder.

    Each function of `checks` whose name has no underscore in front is a check; the learner's
    function is called `solve`. It knows no mistakes, so that no failed check is diagnosed.
    """
    (folder / "checks.py").write_text(checks, encoding="utf-8")
    solution = folder / "solution.py"
    solution.write_text(code, encoding="utf-8")
    names = [line[4 : line.index("(")] for line in checks.splitlines() if line.startswith("def ")]
    return Exercise(
        uuid=uuid.uuid4(),
        slug=folder.name,
        lesson="bench",
        folder=folder,
        catalogue_number="B-01",
        revision=1,
        title="An exercise of the bench",
        summary="",
        concepts=(),
        prerequisites=(),
        level=1,
        expected_minutes=1,
        reference="math:sqrt",
        libraries=libraries,
        devices=devices,
        further=(),
        signature=Signature(
            function="solve",
            parameters=tuple(Parameter(name, "", "") for name in parameters),
            returns=Returns("", "float64"),
        ),
        limits=limits,
        checks=tuple(Check(name, name, 1, ()) for name in names if not name.startswith("_")),
        statement="",
        starter="",
        solutions_correct=(CorrectSolution("solution", solution, "the only one"),),
        mistakes=(),
        content_hash="",
        judged_hash="",
    )
