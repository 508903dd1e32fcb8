"""What supervisor and judge tell each other: one task down, lines of JSON up."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from exercises.figures.figure import Figure

LINE_LIMIT_BYTES = 64 * 1024
MESSAGE_LIMIT_CHARACTERS = 4000

GoneReason: TypeAlias = Literal["closed", "malformed", "frame limit", "oracle limit"]
Text: TypeAlias = Annotated[str, Meta(max_length=MESSAGE_LIMIT_CHARACTERS)]


class TaskMistake(Struct, frozen=True):
    """A known-wrong solution, as the judge needs it."""

    slug: str
    caught_by: str
    sentence: str
    source: str


class TaskFunction(Struct, frozen=True):
    """A function the learner writes: how it is called, what it returns, and its reference."""

    name: str
    parameters: tuple[str, ...]
    signature_text: str
    returns_text: str
    reference: str


class JudgeTask(Struct, frozen=True):
    """All the judge is told: what to check, and how to recognise known mistakes."""

    checks_source: str
    check_ids: tuple[str, ...]
    functions: tuple[TaskFunction, ...]
    dtypes: tuple[str, ...]
    device: str
    seed: int
    frame_limit_bytes: int
    frame_count_limit: int
    oracle_call_limit: int
    memory_limit_bytes: int
    mistakes: tuple[TaskMistake, ...]


class Line(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """One line of the judge's report."""


class State(Line, frozen=True, tag="state"):
    """What the judge does from now on: its own work, wait for the solution, serve an oracle."""

    state: Literal["computing", "waiting", "serving"]


class Ready(Line, frozen=True, tag="ready"):
    """The learner's code has been loaded."""


class LoadFailed(Line, frozen=True, tag="load_failed"):
    """The learner's code could not be loaded."""

    verdict: Literal["error", "memory"]
    message: Text


class CheckStarted(Line, frozen=True, tag="check_started"):
    """The check at this position (from 0) begins."""

    position: int
    id: str


class CheckFinished(Line, frozen=True, tag="check_finished"):
    """The check at this position (from 0) is decided.

    `margin` is an error over its tolerance: the largest of a check that passed, that of the
    comparison which failed.
    """

    position: int
    id: str
    verdict: Literal["passed", "failed", "error", "memory"]
    message: Text
    mistake: str | None
    margin: float | None = None
    figures: Annotated[tuple[Figure, ...], Meta(max_length=2)] = ()


class Gone(Line, frozen=True, tag="gone"):
    """The solution process closed the channel, sent no answer, or sent or asked too much."""

    reason: GoneReason


class Done(Line, frozen=True, tag="done"):
    """Every check was decided while the solution process answered."""


class JudgeFailed(Line, frozen=True, tag="judge_failed"):
    """The judge met an error of its own."""

    message: Text


AnyLine: TypeAlias = (
    State | Ready | LoadFailed | CheckStarted | CheckFinished | Gone | Done | JudgeFailed
)

_line_decoder: msgspec.json.Decoder[AnyLine] = msgspec.json.Decoder(AnyLine)


def line_decode(line: bytes) -> AnyLine:
    """Return the message of one line.

    Raises:
        msgspec.MsgspecError: when it is not one of the messages, exactly.

    """
    return _line_decoder.decode(line)


def text_shorten(text: str) -> str:
    """Return the text, cut where it is too long for a line of the report."""
    if len(text) <= MESSAGE_LIMIT_CHARACTERS:
        return text
    return text[: MESSAGE_LIMIT_CHARACTERS - 1] + "…"
