"""An exercise as the peers want it: a notebook, with our own checks as its tests.

The tests find the exercise in the file that `JOB_VARIABLE` names, and call the same functions on
the same random inputs as a verdict does.
"""

import json
from pathlib import Path
from typing import Any

from exercises.format.exercise import Exercise

JOB_VARIABLE = "DESCENT_BENCH_JOB"
SOLUTION_CELL = "solution"
SEED = 1

_SETUP = f"""\
import json
import os

from grader.bench.bare import check_run

with open(os.environ["{JOB_VARIABLE}"]) as file:
    JOB = json.load(file)
"""

_OTTER_TEST = (
    "from otter.test_files import test_case\n\n"
    + _SETUP
    + """
OK_FORMAT = False

name = "{check_id}"
points = {points}


@test_case(points={points})
def test_{check_id}({function}):
    check_run(JOB, {function}, "{check_id}", {seed})
"""
)


def nbgrader_notebook(exercise: Exercise, code: str) -> str:
    """Return the notebook that nbgrader grades: a solution cell, then one cell a check."""
    function = exercise.signature.function
    cells = [
        _cell("setup", _SETUP, locked=True),
        _cell(SOLUTION_CELL, code, solution=True),
        *(
            _cell(
                f"check-{check.id}",
                f'check_run(JOB, {function}, "{check.id}", {SEED})\n',
                grade=True,
                locked=True,
                points=check.points,
            )
            for check in exercise.checks
        ),
    ]
    return _notebook(cells)


def solution_replace(notebook: str, code: str) -> str:
    """Return the notebook with the learner's code in its solution cell."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == SOLUTION_CELL:
            cell["source"] = code
    return json.dumps(content)


def otter_notebook(code: str) -> str:
    """Return the notebook that Otter grades: the learner's code; the tests are files beside it."""
    return _notebook([_plain_cell(SOLUTION_CELL, code, {})])


def otter_tests_write(exercise: Exercise, folder: Path) -> None:
    """Write one test file for each check, in Otter's exception-based format."""
    for check in exercise.checks:
        text = _OTTER_TEST.replace("{check_id}", check.id).replace("{points}", str(check.points))
        text = text.replace("{function}", exercise.signature.function).replace("{seed}", str(SEED))
        (folder / f"{check.id}.py").write_text(text, encoding="utf-8")


def _cell(
    name: str,
    source: str,
    *,
    solution: bool = False,
    grade: bool = False,
    locked: bool = False,
    points: int | None = None,
) -> dict[str, Any]:
    metadata = {
        "schema_version": 3,
        "grade_id": name,
        "solution": solution,
        "grade": grade,
        "locked": locked,
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return _plain_cell(name, source, {"nbgrader": metadata})


def _plain_cell(name: str, source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name.replace("_", "-"),
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
