"""The judge's entry point: runs the checks in order and reports."""

import contextlib
import math
import socket
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any, Literal

import msgspec

from exercises.checking.failures import CheckFailed, SolutionRaised
from exercises.checking.showing import figures_recorded
from exercises.checking.tolerances import ratios_recorded
from exercises.figures.figure import Figure
from grader.judging.judge.conversation import SolutionGone
from grader.judging.judge.diagnosis import Diagnosis
from grader.judging.judge.remote import RemoteSolution
from grader.judging.judge.reporting import Reporter
from grader.judging.judge.seeding import generator_for
from grader.judging.judge.sentences import (
    load_failure_describe,
    raised_describe,
    returned_rule,
)
from grader.judging.judge.sources import module_execute, reference_load
from grader.judging.wire import (
    LINE_LIMIT_BYTES,
    MESSAGE_LIMIT_CHARACTERS,
    CheckFinished,
    CheckStarted,
    Done,
    Gone,
    JudgeFailed,
    JudgeTask,
    LoadFailed,
    Ready,
    TaskFunction,
    text_shorten,
)

FIGURES_LIMIT_BYTES = LINE_LIMIT_BYTES - 4 * MESSAGE_LIMIT_CHARACTERS - 1024


def main(payload: bytes, channel: socket.socket, report: socket.socket | None) -> None:
    """Judge one submission: the function a judge's run is started with.

    `payload` is a `JudgeTask` in msgpack, `channel` leads to the solution process, `report` to the
    supervisor.
    """
    if report is None:
        raise ValueError("a judge needs a report socket")
    reporter = Reporter(report)
    try:
        task = msgspec.msgpack.decode(payload, type=JudgeTask)
        Judge(task, channel, reporter).run()
    except Exception:  # noqa: BLE001 (whatever it is, the supervisor must learn of it)
        reporter.line(JudgeFailed(text_shorten(traceback.format_exc()[-3000:])))
    finally:
        # Else the solution process hears of the end only when this one's memory has been freed.
        with contextlib.suppress(OSError):
            channel.shutdown(socket.SHUT_RDWR)


class Judge:
    """Holds the checks and the reference of one exercise, and the learner's function."""

    def __init__(self, task: JudgeTask, channel: socket.socket, reporter: Reporter) -> None:
        """Load the exercise while the solution process loads the learner's code."""
        self._task = task
        self._reporter = reporter
        self._checks = module_execute("checks", task.checks_source)
        self._reference = reference_load(
            {function.name: function.reference for function in task.functions}
        )
        self._solution = RemoteSolution(task, channel, reporter)
        self._diagnosis = Diagnosis(task, self._reference)

    def run(self) -> None:
        """Run every check, and report each as it is decided."""
        try:
            failure = self._solution.loaded()
            if failure is not None:
                verdict: Literal["memory", "error"]
                verdict = "memory" if failure.kind == "MemoryError" else "error"
                message = text_shorten(load_failure_describe(failure))
                self._reporter.line(LoadFailed(verdict, message))
                return
            self._reporter.line(Ready())
            for position, check_id in enumerate(self._task.check_ids):
                self._reporter.line(CheckStarted(position, check_id))
                self._reporter.line(self._check_run(position, check_id))
            self._reporter.line(Done())
        except SolutionGone as gone:
            self._reporter.line(Gone(gone.reason))

    def _check_run(self, position: int, check_id: str) -> CheckFinished:
        ratios: list[float] = []
        figures: list[Figure] = []
        with figures_recorded(figures):
            finished = self._check_decide(position, check_id, ratios)
        return msgspec.structs.replace(
            finished, margin=_margin(ratios, finished), figures=_fitting(figures)
        )

    def _check_decide(self, position: int, check_id: str, ratios: list[float]) -> CheckFinished:
        rng = generator_for(self._task.seed, check_id)
        self._solution.check_begin()
        try:
            # The diagnosis compares, too; only what the check compares is recorded.
            with ratios_recorded(ratios):
                _check_of(self._checks, check_id)(self._solution, self._reference, rng)
        except CheckFailed as failed:
            return self._failed(position, check_id, "failed", str(failed))
        except SolutionRaised as raised:
            verdict: Literal["memory", "error"]
            verdict = "memory" if raised.kind == "MemoryError" else "error"
            message = raised_describe(raised, self._function(), self._task.memory_limit_bytes)
            return self._failed(position, check_id, verdict, message)
        except SolutionGone:
            raise
        except Exception as error:
            # A check may stumble over an answer of the wrong form. Over a right answer it must not.
            if not self._diagnosis.is_off(self._solution.recent_calls()[0]):
                raise
            message = (
                f"Your result could not be checked ({type(error).__name__}: {error}). "
                f"{returned_rule(self._function())}"
            )
            return self._failed(position, check_id, "failed", message)
        return CheckFinished(position, check_id, "passed", "", None)

    def _function(self) -> TaskFunction:
        """Return the function that the present check called last."""
        calls, _ = self._solution.recent_calls()
        return calls[-1].function if calls else self._task.functions[0]

    def _failed(
        self,
        position: int,
        check_id: str,
        verdict: Literal["failed", "error", "memory"],
        message: str,
    ) -> CheckFinished:
        mistake = self._diagnosis.mistake_find(check_id, *self._solution.recent_calls())
        slug = None
        if mistake is not None:
            message, slug = f"{mistake.sentence}\n\n{message}", mistake.slug
        return CheckFinished(position, check_id, verdict, text_shorten(message), slug)


def _check_of(checks: ModuleType, check_id: str) -> Callable[..., Any]:
    check: Callable[..., Any] = getattr(checks, check_id)
    return check


def _margin(ratios: list[float], finished: CheckFinished) -> float | None:
    """Return the error over its tolerance that decided a check, where one did."""
    if not ratios or finished.verdict not in ("passed", "failed"):
        return None
    margin = max(ratios) if finished.verdict == "passed" else ratios[-1]
    decides = math.isfinite(margin) and (finished.verdict == "passed" or margin > 1)
    return margin if decides else None


def _fitting(figures: list[Figure]) -> tuple[Figure, ...]:
    """Return the figures, or none where they would make the line of the report too long."""
    size_bytes = len(msgspec.json.encode(figures))
    return tuple(figures) if size_bytes <= FIGURES_LIMIT_BYTES else ()
