"""A warm verdict against nbgrader and Otter-Grader, which grade the same exercise by its checks."""

import csv
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from exercises.format.exercise import Exercise
from grader.bench.bare_process import SINGLE_THREAD
from grader.bench.notebooks import (
    JOB_VARIABLE,
    nbgrader_notebook,
    otter_notebook,
    otter_tests_write,
    solution_replace,
)
from grader.bench.rows import Effort, Row, Target, timing_of
from grader.bench.subjects import job_of, right_code, subjects
from grader.bench.verdicts import passed
from grader.judging.pool import ROOT, pool_make

GROUP = "A warm verdict against other graders"
REQUIREMENTS = Path(__file__).parent / "peers.txt"
INSTALLED = "installed.txt"
ASSIGNMENT = "exercise"


class PeersFailed(Exception):
    """A peer cannot be installed, or does not grade; the message says why."""


def peer_rows(effort: Effort, folder: Path = ROOT / "var" / "bench-peers") -> Iterator[Row]:
    """Yield how much quicker a warm verdict is than each peer's on the same code and checks."""
    try:
        programs = peers_install(folder)
    except PeersFailed as error:
        yield Row(GROUP, "nbgrader and Otter-Grader", None, "x", "", str(error), 0, _TARGET)
        return
    for exercise in subjects():
        code = right_code(exercise).encode()
        for name, prepare in (
            ("nbgrader autograde", nbgrader_prepare),
            ("otter run", otter_prepare),
        ):
            with tempfile.TemporaryDirectory() as course:
                run = prepare(exercise, programs, Path(course))
                # Right before, so that both find the machine equally busy.
                with pool_make() as zygotes:
                    grade_it = functools.partial(passed, exercise, code, zygotes=zygotes)
                    warm = timing_of(grade_it, effort)
                peer = timing_of(run, effort)
            yield Row(
                GROUP,
                f"{exercise.title}: {name}",
                peer.median_s / warm.median_s,
                "x",
                f"warm verdict {warm}",
                f"{name} {peer}",
                min(len(peer.seconds), len(warm.seconds)),
                _TARGET,
            )


_TARGET = Target("at least", 30)


def peers_install(folder: Path) -> Path:
    """Install the peers into a virtual environment; return the folder of its programs.

    Raises PeersFailed.
    """
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    mark = folder / INSTALLED
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        sys.stderr.write("Installing nbgrader and Otter-Grader for the bench …\n")
        python, requirements = str(folder / "bin" / "python"), str(REQUIREMENTS)
        pip = [python, "-m", "pip", "install", "--quiet", "-r", requirements]
        for command in ([sys.executable, "-m", "venv", str(folder)], pip):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
                raise PeersFailed(f"they could not be installed: {' '.join(last)}")
        mark.write_text(wanted, encoding="utf-8")
    return folder / "bin"


def nbgrader_prepare(exercise: Exercise, programs: Path, course: Path) -> Callable[[int], None]:
    """Return what autogrades the right solution, once nbgrader has told it from a wrong one."""
    call = _caller(exercise, programs, course)
    (course / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(course)!r}\n", encoding="utf-8"
    )
    notebook = f"{ASSIGNMENT}.ipynb"
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (source / notebook).write_text(nbgrader_notebook(exercise, exercise.starter))
    call("nbgrader", "generate_assignment", ASSIGNMENT)
    released = (course / "release" / ASSIGNMENT / notebook).read_text()
    for student, code in _learners(exercise).items():
        submitted = course / "submitted" / student / ASSIGNMENT
        submitted.mkdir(parents=True)
        (submitted / notebook).write_text(solution_replace(released, code))
        call("nbgrader", "autograde", ASSIGNMENT, "--student", student)
    call("nbgrader", "export")
    with (course / "grades.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    _scores_verify("nbgrader", exercise, scores)
    return lambda _: call("nbgrader", "autograde", ASSIGNMENT, "--student", "right", "--force")


def otter_prepare(exercise: Exercise, programs: Path, course: Path) -> Callable[[int], None]:
    """Return what grades the right solution, once Otter-Grader has told it from a wrong one."""
    call = _caller(exercise, programs, course)
    tests = course / "tests"
    tests.mkdir()
    otter_tests_write(exercise, tests)
    call("otter", "generate", "--tests-dir", "tests", "--output-path", "autograder.zip")
    scores = {}
    for student, code in _learners(exercise).items():
        folder = course / student
        folder.mkdir()
        (folder / "submission.ipynb").write_text(otter_notebook(code))
        _otter_run(call, student)
        graded = json.loads((folder / "results.json").read_text())
        scores[student] = sum(test["score"] for test in graded["tests"] if test.get("max_score"))
    _scores_verify("otter", exercise, scores)
    return lambda _: _otter_run(call, "right")


def _otter_run(call: Callable[..., None], student: str) -> None:
    notebook = f"{student}/submission.ipynb"
    call("otter", "run", "--no-logo", "-a", "autograder.zip", "-o", student, notebook)


def _caller(exercise: Exercise, programs: Path, course: Path) -> Callable[..., None]:
    job = course / "job.json"
    job.write_text(json.dumps(job_of(exercise, "")), encoding="utf-8")
    environment = {
        **os.environ,
        **SINGLE_THREAD,
        JOB_VARIABLE: str(job),
        "PYTHONPATH": str(ROOT),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        # Their settings and kernels are those of their own environment, not the user's.
        "HOME": str(course),
        "JUPYTER_DATA_DIR": str(course / "jupyter"),
    }

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [programs / program, *arguments],
            cwd=course,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PeersFailed(f"{program} {arguments[0]} failed: {done.stderr[-2000:]}")

    return call


def _learners(exercise: Exercise) -> dict[str, str]:
    wrong = exercise.mistakes[0].path.read_text(encoding="utf-8")
    return {"right": right_code(exercise), "wrong": wrong}


def _scores_verify(peer: str, exercise: Exercise, scores: dict[str, float]) -> None:
    if scores["right"] != exercise.max_points or not scores["wrong"] < exercise.max_points:
        raise PeersFailed(f"{peer} does not grade {exercise.slug}: {scores}")
