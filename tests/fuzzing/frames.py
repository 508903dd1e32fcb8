"""Fuzzes both ends' frame decoder with atheris: FrameError or a value, never anything else.

The first byte chooses the end, and whether the rest are the bytes of frames or choices from the
grammar of headers, with hostile sizes among them.

    python -m tests.fuzzing.frames [CORPUS] [libFuzzer options]

needs the packages of `requirements.txt`. Seeds are made from valid frames. Crashes are written to
`var/fuzzing/`.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["grader.inside"]):
    import msgspec
    import numpy as np

    from grader.inside.channel import Channel
    from grader.inside.frames import FrameError

LIMIT_BYTES = 1 << 16
# What fits into a socket's buffer, so that one thread can send it and read it back.
INPUT_LIMIT_BYTES = 1 << 15
FOLDER = Path("var/fuzzing")
SIDES = ("judge", "solution")
DEPTH = 6
SIZES = [-1, 0, 1, 2, 3, 2**16, 2**31, 2**62, 2**63, 2**64 - 1]
KINDS = ["array", "list", "tuple", "dict", "scalar", "complex", "oracle"]
MESSAGES = ["return", "raised", "ready", "oracle_call", "call", "oracle_return", "passed"]
DTYPES = ["float64", "int8", "bool", "complex128", "object", "bfloat16", "V8"]


def received(side: str, data: bytes) -> list[object]:
    """Return all that one end receives of these bytes before it refuses or they end."""
    ours, theirs = socket.socketpair()
    values: list[object] = []
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        channel = Channel(ours, LIMIT_BYTES, side=side, oracle_make=lambda _: len)
        with contextlib.suppress(FrameError):
            while True:
                values.append(channel.receive().values)
    return values


def fuzz(data: bytes) -> None:
    """Try one input."""
    if not 0 < len(data) <= INPUT_LIMIT_BYTES:
        return
    frames = grammatical(data[1:]) if data[0] & 2 else data[1:]
    for value in received(SIDES[data[0] & 1], frames[:INPUT_LIMIT_BYTES]):
        assert sum(array.nbytes for array in arrays(value)) <= LIMIT_BYTES


def grammatical(data: bytes) -> bytes:
    """Return a frame that is nearly right, as these bytes choose."""
    grammar = Grammar(data)
    message = {"type": grammar.one_of(MESSAGES), "id": grammar.one_of(SIZES)}
    if grammar.one_of([False, True]):
        message |= {"mutated": [grammar.one_of(SIZES)], "live_tensors": grammar.one_of(SIZES)}
    values = [grammar.node(0) for _ in grammar.few()]
    return _frame(message, values, 8 * len(grammar.few()))


class Grammar:
    """Nodes as bytes choose them."""

    def __init__(self, data: bytes) -> None:
        self._choices = atheris.FuzzedDataProvider(data)

    def one_of(self, values: list) -> object:
        return self._choices.PickValueInList(values)

    def few(self) -> range:
        return range(self._choices.ConsumeIntInRange(0, 3))

    def node(self, depth: int) -> dict[str, object]:
        kind = self.one_of(KINDS) if depth < DEPTH else "array"
        return {"type": kind} | self._fields(kind, depth)

    def _fields(self, kind: object, depth: int) -> dict[str, object]:
        match kind:
            case "array":
                return self._array()
            case "dict":
                return {"items": {str(number): self.node(depth + 1) for number in self.few()}}
            case "list" | "tuple":
                return {"items": [self.node(depth + 1) for _ in self.few()]}
            case "scalar":
                length = self._choices.ConsumeIntInRange(0, 20)
                return {"dtype": self.one_of(DTYPES), "data": bytes(length)}
            case "complex":
                return {"real": 1.0, "imag": 2.0}
            case _:
                return {"number": self.one_of(SIZES)}

    def _array(self) -> dict[str, object]:
        shape = [self.one_of(SIZES) for _ in self.few()]
        fields = {"library": "numpy", "dtype": self.one_of(DTYPES), "shape": shape}
        strides = {"strides": [self.one_of(SIZES) for _ in shape]} if not self.few() else {}
        return {**fields, "device": self.one_of(["cpu", "cuda"]), **strides}


def arrays(value: object) -> list[np.ndarray]:
    """Return the arrays within a value."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [array for item in value for array in arrays(item)]
    return []


def seeds() -> list[bytes]:
    """Return valid inputs, of every message and every kind of value."""
    scalar = {"type": "scalar", "dtype": "float32", "data": bytes(4)}
    values = [None, True, 3, -2.5, "text", {"type": "complex", "real": 1.0, "imag": 2.0}, scalar]
    node = {"type": "array", "library": "numpy", "dtype": "float64", "shape": [2], "device": "cpu"}
    several = {"type": "list", "items": [node, {"type": "dict", "items": {"a": node}}]}
    answer = {"type": "return", "id": 1, "mutated": [0, "x"], "aliased": [1]}
    fault = {"kind": "E", "message": "m", "line": 3, "traceback": "t"}
    nothing = [{"type": "tuple", "items": []}, {"type": "dict", "items": {}}]
    strided = [{"type": "tuple", "items": [node | {"strides": [-1]}]}, nothing[1]]
    call = {"type": "call", "id": 1, "function": "f", "watch": ["state", "storage"]}
    from_solution = [
        ({"type": "ready"}, [], 0),
        ({"type": "load_failed", **fault}, [], 0),
        ({"type": "raised", "id": 1, **fault}, [], 0),
        ({"type": "oracle_call", "id": 1, "oracle": 1}, [{"type": "tuple", "items": [node]}], 16),
        (answer, [several], 32),
        *[(answer, [value], 0) for value in values],
    ]
    from_judge = [
        (call, nothing, 0),
        (call, strided, 16),
        ({"type": "oracle_return", "id": 1}, [node], 16),
        ({"type": "oracle_raised", "id": 1, "kind": "E", "message": "m"}, [], 0),
        ({"type": "oracle_return", "id": 1}, [{"type": "oracle", "number": 2}], 0),
    ]
    return [
        *[b"\0" + _frame(*each) for each in from_solution],
        *[b"\1" + _frame(*each) for each in from_judge],
        *[bytes([first]) + bytes(range(0, 200, step)) for first in (2, 3) for step in (1, 2, 3)],
    ]


def _frame(message: object, values: object, body_bytes: int) -> bytes:
    header = msgspec.msgpack.encode({"message": message, "values": values})
    return struct.pack("!IQ", len(header), body_bytes) + header + bytes(body_bytes)


def main() -> None:
    """Write the seeds and fuzz until an option or a crash ends it."""
    corpus = FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number:02}").write_bytes(seed)
    options = [f"-artifact_prefix={FOLDER}/", f"-max_len={INPUT_LIMIT_BYTES}", "-timeout=10"]
    options += ["-rss_limit_mb=1024", "-malloc_limit_mb=64"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
