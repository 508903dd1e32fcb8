"""The judge's rehearsal in its zygote, before any run (see `grader.inside.rehearsal`)."""

import socket
import sys
from functools import partial

import msgspec

from grader.inside.rehearsal import FRAME_LIMIT_BYTES, solution_play, with_peer
from grader.judging.judge import main as judge
from grader.judging.wire import Done, JudgeTask, TaskFunction, line_decode

# No oracle among the parameters: to serve one starts a thread, and a zygote must have none.
_CHECKS = '''\
from exercises.checking import expect_close, expect_pure, tolerance_for


def value(solution, reference, rng):
    """Compare with what is known."""
    for _ in range(20):
        x = rng.standard_normal((3, 3))
        tolerance = tolerance_for("float64", "recursion", size=3)
        expect_close(solution(x), x + x, tolerance=tolerance, what="the sum")


def purity(solution, reference, rng):
    """Call twice."""
    for _ in range(4):
        expect_pure(solution, rng.standard_normal(3))
'''
_CODE = b"""\
def solve(x):
    return x + x
"""


def judge_rehearse() -> None:
    """Judge a solution process, forked for it, in this one. Raises RuntimeError."""
    with_peer(_judge_play, partial(solution_play, code=_CODE))


def _judge_play(sock: socket.socket) -> None:
    task = JudgeTask(
        checks_source=_CHECKS,
        check_ids=("value", "purity"),
        functions=(TaskFunction("solve", ("x",), "solve(x)", "array", "numpy:add"),),
        dtypes=("float64",),
        device="cpu",
        seed=0,
        frame_limit_bytes=FRAME_LIMIT_BYTES,
        frame_count_limit=1000,
        oracle_call_limit=0,
        memory_limit_bytes=FRAME_LIMIT_BYTES,
        mistakes=(),
    )
    ours, theirs = socket.socketpair()
    with ours, theirs:
        judge.main(msgspec.msgpack.encode(task), sock, theirs)
        report = ours.recv(1 << 20)
    sys.modules.pop("checks", None)
    if not isinstance(line_decode(report.splitlines()[-1]), Done):
        raise RuntimeError(f"The rehearsal of a judge failed: {report[-1000:].decode()}")
