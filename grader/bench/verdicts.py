"""A warm verdict against the same checks bare, and against fresh interpreters."""

import functools
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exercises.format.exercise import Exercise, Limits
from grader.bench.bare_process import BareProcess, FreshInterpreter, NotPassed
from grader.bench.rows import Effort, Row, Target, duration, timings_in_turn
from grader.bench.subjects import TORCH_SLUG, exercise_make, right_code, subjects
from grader.judging.grading import grade
from grader.judging.pool import judge_flavour, pool_make, solution_flavour
from grader.sandbox.limits import MIB
from grader.sandbox.limits import Limits as RunLimits
from grader.sandbox.pool import IDLE_ENTRY, ZygotePool

ISOLATION = "What isolation adds to the checks"
FRESH = "A warm verdict against interpreters started for it"

SECOND_CHECKS = '''\
import numpy as np

from exercises.checking.failures import fail


def eigenvalues(solution, reference, rng):
    """Compare with the trace, as often as takes about a second."""
    for _ in range(40):
        A = rng.standard_normal((500, 500))
        A = A @ A.T
        got = solution(A)
        want = np.linalg.eigvalsh(A)
        if not np.allclose(got, want):
            fail("Other eigenvalues.")
'''
SECOND_CODE = """\
import numpy as np


def solve(A):
    return np.linalg.eigvalsh(A)
"""


def verdict_rows(effort: Effort) -> Iterator[Row]:
    """Yield what isolation adds, for three exercises and one whose checks take a second."""
    with pool_make() as zygotes:
        for exercise in subjects():
            yield _isolation_row(exercise, zygotes, effort)
        with tempfile.TemporaryDirectory() as folder:
            yield _share_row(_second_exercise(Path(folder)), zygotes, effort)


def fresh_rows(effort: Effort) -> Iterator[Row]:
    """Yield how much quicker a warm verdict is than fresh interpreters."""
    with pool_make() as zygotes:
        for exercise in subjects():
            code = right_code(exercise).encode()
            times = timings_in_turn(
                {
                    "warm": functools.partial(passed, exercise, code, zygotes=zygotes),
                    "equipped": FreshInterpreter(exercise, is_equipped=True).verdict,
                    "lean": FreshInterpreter(exercise, is_equipped=False).verdict,
                },
                effort,
            )
            least = 20 if exercise.slug == TORCH_SLUG else 8
            for which, words, target in (
                ("equipped", "with the libraries a judge has", Target("at least", least)),
                ("lean", "with what these checks import", None),
            ):
                yield Row(
                    FRESH,
                    f"{exercise.title}, {words}",
                    times[which].median_s / times["warm"].median_s,
                    "x",
                    f"warm verdict {times['warm']}",
                    f"fresh interpreter {times[which]}",
                    effort.samples,
                    target,
                )


def passed(
    exercise: Exercise, code: bytes, seed: int, *, zygotes: ZygotePool, device: str = "cpu"
) -> None:
    """Grade a right solution. Raises NotPassed where it does not pass."""
    report = grade(exercise, code, seed=seed, zygotes=zygotes, device=device)
    if report.verdict != "passed":
        raise NotPassed(f"{exercise.slug}: {report.verdict} {report.message}")


def idle_pair(exercise: Exercise, zygotes: ZygotePool) -> None:
    """Fork both zygotes of a verdict into runs that do nothing, and see them end."""
    ends, runs = [], []
    for flavour in (solution_flavour(exercise, "cpu"), judge_flavour(exercise, "cpu")):
        ours, theirs = socket.socketpair()
        ends.append(ours)
        runs.append(
            zygotes.run(flavour, entry=IDLE_ENTRY, payload=b"", channel=theirs, limits=RunLimits())
        )
    for run, end in zip(runs, ends, strict=True):
        run.wait()
        end.close()


def _isolation_row(exercise: Exercise, zygotes: ZygotePool, effort: Effort) -> Row:
    code = right_code(exercise).encode()
    with BareProcess(exercise) as bare:
        times = timings_in_turn(
            {
                "warm": functools.partial(passed, exercise, code, zygotes=zygotes),
                "bare": bare.verdict,
                "idle": lambda _: idle_pair(exercise, zygotes),
            },
            effort,
        )
    added_s = times["warm"].median_s - times["bare"].median_s
    return Row(
        ISOLATION,
        exercise.title,
        added_s / times["idle"].median_s,
        "x",
        f"{duration(added_s)} (verdict {times['warm']}, bare checks {times['bare']})",
        f"two idle runs {times['idle']}",
        effort.samples,
        Target("at most", 3),
    )


def _share_row(exercise: Exercise, zygotes: ZygotePool, effort: Effort) -> Row:
    code = right_code(exercise).encode()
    with BareProcess(exercise) as bare:
        times = timings_in_turn(
            {
                "warm": functools.partial(passed, exercise, code, zygotes=zygotes),
                "bare": bare.verdict,
            },
            effort,
        )
    share = times["warm"].median_s / times["bare"].median_s - 1
    return Row(
        ISOLATION,
        "Checks that take a second",
        100 * share,
        "%",
        f"verdict {times['warm']}",
        f"bare checks {times['bare']}",
        effort.samples,
        Target("at most", 10),
    )


def _second_exercise(folder: Path) -> Exercise:
    return exercise_make(
        folder,
        checks=SECOND_CHECKS,
        code=SECOND_CODE,
        parameters=("A",),
        limits=Limits(wall_limit_s=60.0, cpu_limit_s=60.0, memory_limit_bytes=512 * MIB),
    )
