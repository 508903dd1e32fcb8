"""The process of a script: runs setup and cell, then says what failed and what was drawn."""

from __future__ import annotations

import os
import socket
import sys
import types
from pathlib import Path

import msgspec

from grader.inside.faults import fault_describe, learner_source_register
from grader.notebook.inside.drawing import drawings_take
from grader.notebook.inside.messages import Answer, Failure, Script

MODULE_NAME = "notebook"
SETUP_FILE, CELL_FILE = "setup.py", "cell.py"
LAST_WORDS = (
    b"The code changed something that the sandbox's own code needs, or left it no memory.\n"
)


def main(payload: bytes, channel: socket.socket, report: socket.socket | None) -> None:
    """Entry point of a script's run; `payload` is an encoded Script."""
    script = msgspec.msgpack.decode(payload, type=Script)
    for name, data in script.files.items():
        Path(name).write_text(data, encoding="utf-8")
    try:
        failure = _execute(script)
        answer = Answer(failure, drawings_take())
        channel.sendall(msgspec.msgpack.encode(answer))
    except BaseException:  # noqa: BLE001 our own traceback would tell the reader nothing
        # Written past sys.stderr, which may be what broke.
        os.write(2, LAST_WORDS)
        os._exit(1)


def _execute(script: Script) -> Failure | None:
    module = types.ModuleType(MODULE_NAME)
    sys.modules[MODULE_NAME] = module
    for name, text in ((SETUP_FILE, script.setup), (CELL_FILE, script.code)):
        learner_source_register(name, text.encode())
        try:
            exec(compile(text, name, "exec"), module.__dict__)  # noqa: S102 what this is for
        except BaseException as error:  # noqa: BLE001 SystemExit, too, is the script's own
            fault = fault_describe(error, name)
            return Failure(is_in_setup=name == SETUP_FILE, **fault.fields())
    return None
