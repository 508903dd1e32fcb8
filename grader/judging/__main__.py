"""`python -m grader.judging EXERCISE FILE`: grades a file, without Django, database or broker."""

import argparse
import json
import re
import secrets
import sys
from pathlib import Path

import msgspec

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get, exercise_load
from grader.judging.devices import device_is_here
from grader.judging.grading import grade
from grader.judging.pool import pool_make
from grader.judging.report import JudgeError, Report
from grader.judging.showing import report_show
from grader.sandbox.errors import SandboxError

# Far more than is graded: enough to say how long a file is that is too long.
READ_LIMIT_BYTES = 1 << 24
PASSED, NOT_PASSED, INTERNAL_ERROR = 0, 1, 2


class _CannotGradeError(Exception):
    """Grading cannot begin; the message is one sentence."""


def main(arguments: list[str] | None = None) -> int:
    """Grade as the command line says; return the exit status: 0 passed, 1 not, 2 internal error."""
    options = _parser().parse_args(arguments)
    try:
        exercise = _exercise_find(options.exercise)
        _device_verify(exercise, options.device)
        code = _code_read(Path(options.file))
        seed = secrets.randbits(32) if options.seed is None else options.seed
        with pool_make() as zygotes:
            report = grade(exercise, code, seed=seed, zygotes=zygotes, device=options.device)
    except (_CannotGradeError, ExerciseError, JudgeError, SandboxError) as error:
        sys.stderr.write(f"internal error: {error}\n")
        return INTERNAL_ERROR
    sys.stdout.write(_json(report) if options.json else report_show(exercise, report))
    return PASSED if report.verdict == "passed" else NOT_PASSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m grader.judging", description="Grade a file against an exercise."
    )
    parser.add_argument("exercise", metavar="EXERCISE", help="an exercise's slug or folder")
    parser.add_argument("file", metavar="FILE", help="the file to grade")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--seed", type=_seed, help="decides every random input; random by default")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser


def _seed(text: str) -> int:
    seed = int(text)
    if not 0 <= seed < 2**63:
        raise argparse.ArgumentTypeError("a seed is between 0 and 2**63 - 1")
    return seed


def _exercise_find(named: str) -> Exercise:
    folder = Path(named)
    return exercise_load(folder) if folder.is_dir() else exercise_get(named)


def _device_verify(exercise: Exercise, device: str) -> None:
    if device not in exercise.devices:
        raise _CannotGradeError(f"the exercise {exercise.slug} is not graded on {device}.")
    if not device_is_here(device):
        raise _CannotGradeError("this machine has no CUDA device; use --device cpu.")


def _code_read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(READ_LIMIT_BYTES)
    except OSError as error:
        raise _CannotGradeError(f"the file {path} cannot be read: {error.strerror}.") from None


def _json(report: Report) -> str:
    fields = msgspec.to_builtins(report)
    names = ("verdict", "points", "max_points", "seed", "time_s", "memory_bytes", "checks")
    named = {name: fields[name] for name in (*names, "stdout")}
    text = json.dumps(named, ensure_ascii=False, indent=2) + "\n"
    # JSON lets these stand as they are; a terminal would obey them.
    return re.sub(r"[\x7f-\x9f]", lambda match: f"\\u{ord(match[0]):04x}", text)


if __name__ == "__main__":
    sys.exit(main())
