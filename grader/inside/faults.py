"""What an exception of the learner's code looks like to the judge: kind, message, line, traceback.

The traceback shows the learner's frames only; ours say nothing to the learner.
"""

from __future__ import annotations

import linecache
import traceback
from dataclasses import asdict, dataclass
from typing import Any

from grader.inside.messages import (
    KIND_LIMIT_CHARACTERS,
    MESSAGE_LIMIT_CHARACTERS,
    TRACEBACK_LIMIT_CHARACTERS,
)
from grader.inside.values import UnsupportedValue, type_name

_FRAMES_SHOWN = 12
_ALLOCATION_FAILURES = ("can't allocate memory", "CUDA out of memory")


@dataclass(frozen=True)
class Fault:
    """An exception of the learner's code, in plain text within the messages' limits."""

    kind: str
    message: str = ""
    line: int | None = None
    traceback: str = ""

    def fields(self) -> dict[str, Any]:
        """Return the fields that LoadFailed and Raised share."""
        return asdict(self)


def learner_source_register(file_name: str, code: bytes) -> None:
    """Let tracebacks and inspect find the learner's lines, which are in no file."""
    text = code.decode("utf-8-sig", errors="replace")
    linecache.cache[file_name] = (len(text), None, text.splitlines(keepends=True), file_name)


def fault_describe(error: BaseException, file_name: str) -> Fault:
    """Describe an exception as seen from the learner's file."""
    try:
        return _described(error, file_name)
    except BaseException:  # noqa: BLE001 an exception's own attributes may be or do anything
        return Fault(kind=_clean(type_name(error).rpartition(".")[2], KIND_LIMIT_CHARACTERS))


def refusal_describe(error: UnsupportedValue) -> Fault:
    """Describe why a value that the learner's function returned may not cross."""
    message = _clean(f"Your function returned this: {error}", MESSAGE_LIMIT_CHARACTERS)
    return Fault("UnsupportedValue", message)


def _described(error: BaseException, file_name: str) -> Fault:
    message = _text(error)
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file_name
    ]
    line: object = frames[-1].lineno if frames else None
    shown = "".join(traceback.format_list(frames[-_FRAMES_SHOWN:]))
    if isinstance(error, SyntaxError) and error.filename == file_name:
        line = error.lineno
        shown = "".join(traceback.format_exception_only(SyntaxError, error))
    return Fault(
        kind=_clean(_kind(error, message), KIND_LIMIT_CHARACTERS),
        message=_clean(message, MESSAGE_LIMIT_CHARACTERS),
        # A SyntaxError of the learner's own may name anything as its line.
        line=line if type(line) is int and 0 <= line < 2**31 else None,
        traceback=_clean(shown[-TRACEBACK_LIMIT_CHARACTERS:], TRACEBACK_LIMIT_CHARACTERS),
    )


def _kind(error: BaseException, message: str) -> str:
    # torch reports a failed allocation as a RuntimeError.
    if isinstance(error, RuntimeError) and any(text in message for text in _ALLOCATION_FAILURES):
        return "MemoryError"
    return type_name(error).rpartition(".")[2]


def _text(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.msg:
        return _exactly(str(error.msg))
    try:
        return _exactly(str(error))
    except BaseException:  # noqa: BLE001 the learner's own __str__ may do anything
        return ""


def _exactly(text: str) -> str:
    """Return a plain str: what `__str__` gave may be of a subclass with methods of its own."""
    return str.__str__(text)


def _clean(text: str, limit: int) -> str:
    return str.encode(text[:limit], "utf-8", "replace").decode()
