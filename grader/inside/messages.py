"""The messages between judge and solution process.

A message is small and has fixed fields. The values that travel with it (arguments, results) follow
the grammar of `values` and are listed beside it in the frame's header:

    Call          (args: tuple, kwargs: dict)
    OracleReturn  (value,)
    Return        (value,)
    OracleCall    (args: tuple,)

Every other message travels alone.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec

TRACEBACK_LIMIT_CHARACTERS = 4096
MESSAGE_LIMIT_CHARACTERS = 2048
KIND_LIMIT_CHARACTERS = 200

Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Kind: TypeAlias = Annotated[str, msgspec.Meta(max_length=KIND_LIMIT_CHARACTERS)]
Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MESSAGE_LIMIT_CHARACTERS)]
Traceback: TypeAlias = Annotated[str, msgspec.Meta(max_length=TRACEBACK_LIMIT_CHARACTERS)]
Mutated: TypeAlias = Annotated[list[str | int], msgspec.Meta(max_length=256)]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every message shares: exact fields, no extras."""


class Call(Message, frozen=True, tag="call"):
    """The judge calls the learner's function by name."""

    id: Number
    function: str


class OracleReturn(Message, frozen=True, tag="oracle_return"):
    """The judge answers an OracleCall with a value."""

    id: Number


class OracleRaised(Message, frozen=True, tag="oracle_raised"):
    """The judge answers an OracleCall with an exception."""

    id: Number
    kind: Kind
    message: Text


class Ready(Message, frozen=True, tag="ready"):
    """The learner's module has been executed."""


class LoadFailed(Message, frozen=True, tag="load_failed"):
    """The learner's module does not compile, or raised while it was executed."""

    kind: Kind
    message: Text
    line: int | None
    traceback: Traceback


class Return(Message, frozen=True, tag="return"):
    """A Call returned. `mutated` names the arguments (by position or name) that it changed."""

    id: Number
    mutated: Mutated


class Raised(Message, frozen=True, tag="raised"):
    """A Call raised. `line` is in the learner's file; `mutated` is as in Return."""

    id: Number
    kind: Kind
    message: Text
    line: int | None
    traceback: Traceback
    mutated: Mutated = []


class OracleCall(Message, frozen=True, tag="oracle_call"):
    """The learner's code calls oracle number `oracle` of the current Call."""

    id: Number
    oracle: Number


FromJudge: TypeAlias = Call | OracleReturn | OracleRaised
FromSolution: TypeAlias = Ready | LoadFailed | Return | Raised | OracleCall

# The exact type of each value beside a message; `object` stands for any value of the grammar.
VALUE_TYPES: dict[type[Message], tuple[type[Any], ...]] = {
    Call: (tuple, dict),
    OracleReturn: (object,),
    Return: (object,),
    OracleCall: (tuple,),
}


class SolutionPayload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a solution run is started with: msgpack of this is the run's `payload`."""

    code: bytes
    frame_limit_bytes: int


def solution_payload_encode(payload: SolutionPayload) -> bytes:
    """Return the payload for the entry point `grader.inside.solution:main`."""
    return msgspec.msgpack.encode(payload)


def solution_payload_decode(data: bytes) -> SolutionPayload:
    """Read what solution_payload_encode wrote. Raises msgspec.DecodeError."""
    return msgspec.msgpack.decode(data, type=SolutionPayload)
