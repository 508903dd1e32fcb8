"""What grading a submission comes to."""

from typing import Literal

from msgspec import Struct

from exercises.figures.figure import Figure

Verdict = Literal["passed", "failed", "error", "timeout", "memory", "output limit", "refused"]


class JudgeError(Exception):
    """Grading broke on our side: an internal error, never the learner's failure."""


class CheckReport(Struct, frozen=True):
    """One check's result; `mistake` is the slug of the known mistake it was recognised as.

    `margin` is an error over its tolerance, for authors: the largest of a check that passed, that
    of the comparison which failed; None where nothing was compared within a tolerance.
    """

    id: str
    title: str
    verdict: Verdict
    points: int
    max_points: int
    hidden: bool
    message: str
    mistake: str | None
    margin: float | None = None
    figures: tuple[Figure, ...] = ()


class Report(Struct, frozen=True):
    """A submission's result.

    `time_s` is the wall time the learner's code was waited for, `memory_bytes` the most memory its
    process held; both are the supervisor's own measurements. `stdout` is what it printed.
    """

    verdict: Verdict
    points: int
    max_points: int
    seed: int
    time_s: float
    memory_bytes: int
    checks: list[CheckReport]
    stdout: str
    message: str
    device: str


class Progress(Struct, frozen=True):
    """News of a grading under way; `check` comes with `check_finished`.

    `position` counts from 1. At `started` it is 0 and the check's fields are empty.
    """

    kind: Literal["started", "check_started", "check_finished"]
    check_id: str
    title: str
    position: int
    total: int
    check: CheckReport | None = None
