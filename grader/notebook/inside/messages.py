"""What a script's process is given, and what it answers, once."""

from __future__ import annotations

from typing import Annotated

import msgspec

from grader.inside.messages import Kind, Text, Traceback

FIGURE_COUNT_LIMIT = 6
SVG_LIMIT_CHARACTERS = 400_000
DESCRIPTION_LIMIT_CHARACTERS = 1000
# Room for every figure at its limit, in UTF-8.
ANSWER_LIMIT_BYTES = 4 << 20


class Script(msgspec.Struct, frozen=True):
    """A notebook's setup, one of its cells, and the files that they find where they run."""

    setup: str
    code: str
    files: dict[str, str] = {}


class Drawing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure as SVG, with the label that describes it; or why there is none."""

    svg: Annotated[str, msgspec.Meta(max_length=SVG_LIMIT_CHARACTERS)] = ""
    label: Annotated[str, msgspec.Meta(max_length=DESCRIPTION_LIMIT_CHARACTERS)] = ""
    reason: Text = ""


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exception that a script let through; `line` is the cell's, from 1."""

    kind: Kind
    message: Text
    line: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None
    traceback: Traceback
    is_in_setup: bool


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of a script that came to an end."""

    failure: Failure | None
    drawings: Annotated[list[Drawing], msgspec.Meta(max_length=FIGURE_COUNT_LIMIT + 1)]
