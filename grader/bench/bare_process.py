"""A process that runs `grader.bench.bare`: warm and bare, or fresh in bubblewrap."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exercises.format.exercise import Exercise
from grader.bench.subjects import job_of, right_code
from grader.judging.pool import ROOT, judge_flavour, judge_mounts
from grader.sandbox.command import command_make
from grader.sandbox.identity import Identity
from grader.sandbox.mounts import CODE_FOLDER, PACKAGES_FOLDER, code_mount
from grader.sandbox.zygotes import libraries_of

# As in the zygotes: one thread a library.
SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_BOOT = "import sys; sys.path[:0] = sys.argv[1:]; from grader.bench.bare import main; main()"


class NotPassed(Exception):
    """A right solution did not pass, so what was measured is not a verdict on it."""


class BareProcess:
    """The checks of one exercise on its right solution, in a process without any isolation."""

    def __init__(self, exercise: Exercise) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.bench.bare"],
            cwd=ROOT,
            env={**os.environ, **SINGLE_THREAD},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._write(json.dumps(job_of(exercise, right_code(exercise))))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def verdict(self, seed: int) -> None:
        """Have the checks run once. Raises NotPassed."""
        self._write(str(seed))
        assert self._process.stdout is not None
        _passed_verify(self._process.stdout.readline())

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


class FreshInterpreter:
    """The same checks in an interpreter started for each verdict, in bubblewrap.

    It sees what a judge sees and runs the learner's code in the same process: less isolation than
    a verdict has, and so less work. With `is_equipped` it imports first what a judge's zygote has
    loaded, and otherwise only what these checks use.
    """

    def __init__(self, exercise: Exercise, *, is_equipped: bool) -> None:
        self._command = bubblewrap_command(exercise)
        job = job_of(exercise, right_code(exercise))
        if is_equipped:
            job["preloads"] = libraries_of(judge_flavour(exercise, "cpu"))
        self._job = json.dumps(job)

    def verdict(self, seed: int) -> None:
        """Start an interpreter, have the checks run, and see it end. Raises NotPassed."""
        answer = subprocess.run(
            self._command,
            input=f"{self._job}\n{seed}\n",
            capture_output=True,
            text=True,
            check=False,
        )
        _passed_verify(answer.stdout or answer.stderr)


def bubblewrap_command(exercise: Exercise) -> list[str]:
    """Return the command of a judge's zygote, with the bare checks in place of the zygote."""
    mounts = [
        *judge_mounts(),
        code_mount(Path(__file__).parent / "bare.py", "grader.bench.bare"),
    ]
    command: Sequence[Any] = command_make(
        judge_flavour(exercise, "cpu"),
        Identity(1000, None, None),
        control_fd=0,
        extra_mounts=mounts,
        info_fds=None,
    )
    # What comes after the interpreter's own options is the zygote's.
    boot = command.index("-c")
    return [*command[:boot], "-c", _BOOT, CODE_FOLDER, PACKAGES_FOLDER]


def _passed_verify(answer: str) -> None:
    if answer.strip() != "passed":
        raise NotPassed(f"A right solution did not pass: {answer.strip() or 'no answer'}")
