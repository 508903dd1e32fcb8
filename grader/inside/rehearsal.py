"""A conversation with a forked copy of the zygote, before any run: what it warms, runs inherit.

Python rewrites a function's bytecode at its first calls, and libraries fill their caches. Each run
would do both again, in its own copies of the pages.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable

import numpy as np

from grader.inside import solution
from grader.inside.channel import Channel
from grader.inside.messages import (
    Call,
    OracleCall,
    OracleReturn,
    SolutionPayload,
    solution_payload_encode,
)
from grader.inside.values import torch_loaded

FRAME_LIMIT_BYTES = 1 << 20
# Python begins to specialise a function at its eighth call.
ROUNDS = 20
_CODE = b"""\
def solve(f, x, scale=1.0):
    return scale * f(f(x))
"""


def solution_rehearse() -> None:
    """Play a solution process in this one, to a forked judge. Raises RuntimeError."""
    with_peer(lambda sock: solution_play(sock, _CODE), _judge_play)


def solution_play(sock: socket.socket, code: bytes) -> None:
    """Serve calls of some code until the socket's other end is closed."""
    payload = SolutionPayload(code, FRAME_LIMIT_BYTES)
    solution.main(solution_payload_encode(payload), sock, None)
    sys.modules.pop(solution.MODULE_NAME, None)


def with_peer(play: Callable[[socket.socket], None], peer: Callable[[socket.socket], None]) -> None:
    """Play one end of a socket pair here and the other in a fork. Raises RuntimeError."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            ours.close()
            peer(theirs)
            os._exit(0)
        finally:
            os._exit(1)
    theirs.close()
    with ours:
        play(ours)
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise RuntimeError("The rehearsal of a run failed.")


def _judge_play(sock: socket.socket) -> None:
    channel = Channel(sock, FRAME_LIMIT_BYTES, side="judge", oracle_number=lambda _: 1)
    channel.receive()
    torch = torch_loaded()
    arrays: list[object] = [np.ones(4)] if torch is None else [np.ones(4), torch.ones(4)]
    for x in arrays * ROUNDS:
        channel.call(Call(id=1, function="solve"), (len, x), {"scale": 2.0})
        while isinstance(message := channel.receive().message, OracleCall):
            channel.send(OracleReturn(id=message.id), (x,))
