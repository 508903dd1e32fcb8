"""The messages between judge and solution process.

A message is small and has fixed fields. The values that travel with it (arguments, results) follow
the grammar of `values` and are listed beside it in the frame's header:

    Call          (args: tuple, kwargs: dict), with arrays in shared memory (see `sharing`)
    OracleReturn  (value,)
    Return        (value,)
    OracleCall    (args: tuple,)

Every other message travels alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec

TRACEBACK_LIMIT_CHARACTERS = 4096
MESSAGE_LIMIT_CHARACTERS = 2048
KIND_LIMIT_CHARACTERS = 200

Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Kind: TypeAlias = Annotated[str, msgspec.Meta(max_length=KIND_LIMIT_CHARACTERS)]
Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MESSAGE_LIMIT_CHARACTERS)]
Traceback: TypeAlias = Annotated[str, msgspec.Meta(max_length=TRACEBACK_LIMIT_CHARACTERS)]
ArgumentNames: TypeAlias = Annotated[list[Kind | int], msgspec.Meta(max_length=256)]
StateNames: TypeAlias = Annotated[list[Kind], msgspec.Meta(max_length=32)]
Watch: TypeAlias = Literal["state", "storage", "live tensors"]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every message shares: exact fields, no extras."""


class Call(Message, frozen=True, tag="call"):
    """The judge calls the learner's function by name, and says what to observe beside it."""

    id: Number
    function: str
    watch: Annotated[list[Watch], msgspec.Meta(max_length=3)] = []


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


class Answer(Message, frozen=True, kw_only=True):
    """What Return and Raised share.

    Arguments are named by position or keyword. All of it is said by the learner's process and could
    be forged there: combine it with what is measured from outside, such as a memory ceiling.
    `mutated` is about what is not in shared memory (the judge looks at that itself): lists, dicts,
    CUDA tensors, an array's own shape. `aliased` names the arguments whose memory the value shares.
    The last three are None or empty where the Call did not ask to watch them.
    """

    id: Number
    mutated: ArgumentNames = []
    aliased: ArgumentNames = []
    requires_grad: bool = False
    state_changed: StateNames = []
    largest_storage_bytes: Number | None = None
    live_tensors: Number | None = None


class Return(Answer, frozen=True, tag="return", omit_defaults=True, kw_only=True):
    """A Call returned."""


class Raised(Answer, frozen=True, tag="raised", omit_defaults=True, kw_only=True):
    """A Call raised. `line` is in the learner's file."""

    kind: Kind
    message: Text
    line: int | None
    traceback: Traceback


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
