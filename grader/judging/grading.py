"""Grades one submission: starts the solution process and the judge, and believes only measurements.

This half runs in the trusted worker. It imports no NumPy, and nothing of the exercise's code.
"""

import contextlib
import dataclasses
import socket
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from exercises.format.bounds import Bounds
from exercises.format.exercise import Check, Exercise
from grader.inside.messages import SolutionPayload, solution_payload_encode
from grader.judging.code import code_refusal
from grader.judging.deciding import Decision, check_report, checks_report, decide
from grader.judging.limits import DEFAULT_BOUNDS, limits_for
from grader.judging.pool import judge_flavour, solution_flavour
from grader.judging.report import JudgeError, Progress, Report
from grader.judging.supervision import JUDGE_LIMIT_S, Supervision
from grader.judging.transcript import Transcript
from grader.judging.wire import (
    AnyLine,
    CheckFinished,
    CheckStarted,
    JudgeTask,
    Ready,
    TaskFunction,
    TaskMistake,
)
from grader.sandbox.limits import Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.runs import Run

SOLUTION_ENTRY = "grader.inside.solution:main"
JUDGE_ENTRY = "grader.judging.judge.main:main"
JUDGE_EXTRA_MEMORY_BYTES = 3 << 29
JUDGE_OPEN_FILE_LIMIT = 1024

Scope = Literal["public", "all"]
ProgressCallback = Callable[[Progress], None]


def grade(
    exercise: Exercise,
    code: bytes,
    *,
    seed: int,
    zygotes: ZygotePool,
    device: str = "cpu",
    scope: Scope = "all",
    bounds: Bounds = DEFAULT_BOUNDS,
    progress: ProgressCallback | None = None,
) -> Report:
    """Grade a submission and return its report.

    Args:
        exercise: from `exercises.format.loading`.
        code: the learner's file. What is empty, over 64 KiB, has NUL bytes or is not UTF-8 is
            refused.
        seed: decides every random input; the same seed gives the same report on the CPU, time and
            memory aside. Not negative.
        zygotes: from `grader.judging.pool.pool_make`.
        device: "cpu", or "cuda" where the exercise names it.
        scope: "public" runs the public checks only, and counts their points only.
        bounds: the operator's; no exercise may ask for more.
        progress: called with news, in this thread.

    Raises:
        ExerciseError: when the exercise's limits are beyond the bounds.
        JudgeError: when the judge breaks, or the exercise is not graded on this device.
        SandboxError: when the sandbox does.

    """
    if device not in exercise.devices:
        raise JudgeError(f"{exercise.slug} is not graded on {device}.")
    checks = tuple(check for check in exercise.checks if check.public or scope == "all")
    refusal = code_refusal(code)
    if refusal is not None:
        return _refused(checks, refusal, seed=seed, device=device)
    limits = limits_for(exercise, bounds)
    task = _task_make(exercise, checks, seed=seed, device=device, limits=limits)
    transcript = Transcript(task.check_ids)
    with _runs(exercise, code, task, limits, zygotes) as (solution, judge, report):
        supervision = Supervision(transcript, limits, solution=solution, judge=judge, report=report)
        supervision.follow(_news(checks, transcript, progress))
        outcome = supervision.settle()
    decision = decide(transcript, outcome, limits, is_overdue=supervision.is_overdue)
    reports = checks_report(checks, transcript, decision)
    return Report(
        verdict=decision.verdict,
        points=sum(report.points for report in reports),
        max_points=sum(check.points for check in checks),
        seed=seed,
        time_s=supervision.learner_time_s,
        memory_bytes=outcome.memory_bytes,
        checks=reports,
        stdout=outcome.output,
        message=decision.message,
        device=device,
    )


def _refused(checks: tuple[Check, ...], refusal: str, *, seed: int, device: str) -> Report:
    decision = Decision("refused", refusal, is_proper=False)
    return Report(
        verdict="refused",
        points=0,
        max_points=sum(check.points for check in checks),
        seed=seed,
        time_s=0.0,
        memory_bytes=0,
        checks=checks_report(checks, Transcript(()), decision),
        stdout="",
        message=refusal,
        device=device,
    )


def _task_make(
    exercise: Exercise, checks: tuple[Check, ...], *, seed: int, device: str, limits: Limits
) -> JudgeTask:
    return JudgeTask(
        checks_source=(exercise.folder / "checks.py").read_text(encoding="utf-8"),
        check_ids=tuple(check.id for check in checks),
        functions=tuple(
            TaskFunction(
                function.function,
                tuple(parameter.name for parameter in function.parameters),
                function.text,
                function.returns.shape,
                function.reference,
            )
            for function in exercise.functions
        ),
        dtypes=exercise.dtypes,
        device=device,
        seed=seed,
        frame_limit_bytes=limits.frame_limit_bytes,
        frame_count_limit=limits.frame_count_limit,
        oracle_call_limit=limits.oracle_call_limit,
        memory_limit_bytes=limits.memory_limit_bytes,
        mistakes=tuple(
            TaskMistake(
                mistake.slug,
                mistake.caught_by,
                mistake.sentence,
                mistake.path.read_text(encoding="utf-8"),
            )
            for mistake in exercise.mistakes
        ),
    )


@contextlib.contextmanager
def _runs(
    exercise: Exercise, code: bytes, task: JudgeTask, limits: Limits, zygotes: ZygotePool
) -> Iterator[tuple[Run, Run, socket.socket]]:
    """Start both runs; end them on the way out, whatever happened."""
    judge_end, solution_end = socket.socketpair()
    report, judge_report = socket.socketpair()
    # The supervisor keeps the clocks; these limits only hold where it cannot.
    outer_limit_s = limits.wall_limit_s + 2 * JUDGE_LIMIT_S
    with contextlib.ExitStack() as stack:
        for end in (judge_end, solution_end, report, judge_report):
            stack.callback(end.close)
        solution = zygotes.run(
            solution_flavour(exercise, task.device),
            entry=SOLUTION_ENTRY,
            payload=solution_payload_encode(SolutionPayload(code, limits.frame_limit_bytes)),
            channel=solution_end,
            report=None,
            limits=dataclasses.replace(limits, wall_limit_s=outer_limit_s),
        )
        stack.callback(solution.kill, "stopped")
        judge = zygotes.run(
            judge_flavour(exercise, task.device),
            entry=JUDGE_ENTRY,
            payload=msgspec.msgpack.encode(task),
            channel=judge_end,
            report=judge_report,
            limits=dataclasses.replace(
                Limits(),
                wall_limit_s=outer_limit_s,
                cpu_limit_s=outer_limit_s,
                frame_limit_bytes=limits.frame_limit_bytes,
                memory_limit_bytes=limits.memory_limit_bytes + JUDGE_EXTRA_MEMORY_BYTES,
                # What the kernel holds the judge to when it writes a call's arguments into a memfd.
                file_size_limit_bytes=2 * limits.frame_limit_bytes,
                open_file_limit=JUDGE_OPEN_FILE_LIMIT,
            ),
        )
        stack.callback(judge.kill, "stopped")
        yield solution, judge, report


def _news(
    checks: tuple[Check, ...], transcript: Transcript, progress: ProgressCallback | None
) -> Callable[[AnyLine], None]:
    """Return what turns the judge's lines into progress."""

    def tell(line: AnyLine) -> None:
        if progress is None:
            return
        if isinstance(line, Ready):
            progress(Progress("started", "", "", 0, len(checks)))
        elif isinstance(line, CheckStarted):
            check = checks[line.position]
            progress(
                Progress("check_started", check.id, check.title, line.position + 1, len(checks))
            )
        elif isinstance(line, CheckFinished):
            check = checks[line.position]
            decided = check_report(check, transcript, line.position)
            news = Progress(
                "check_finished", check.id, check.title, line.position + 1, len(checks), decided
            )
            progress(news)

    return tell
