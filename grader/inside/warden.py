"""The warden: our process between the zygote and one run.

It makes the run's namespaces, forks the run's process, kills it when the supervisor says so or is
gone, and reports what the kernel accounted to it. It runs no code of the learner's.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import select
import signal
import socket
import sys
import traceback
from typing import NoReturn

import msgspec

from grader.inside import confinement
from grader.inside.orders import (
    Finished,
    RunOrder,
    SetupFailed,
    Started,
    ZygoteOrder,
    piece_receive,
    piece_send,
)

_CONFINED = b"confined"


def main(zygote: ZygoteOrder, descriptors: list[int]) -> NoReturn:
    """Carry out one run. `descriptors` are lifeline, output, channel and perhaps report."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    lifeline = socket.socket(fileno=descriptors[0])
    piece = piece_receive(lifeline)
    if piece is None:
        os._exit(0)
    order = msgspec.msgpack.decode(piece.data, type=RunOrder)
    confinement.namespaces_enter(confinement.RUN_NAMESPACES)
    setup_read, setup_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        lifeline.detach()
        _run(zygote, order, piece.descriptors, descriptors[1:], setup_write)
    for descriptor in [*piece.descriptors, *descriptors[1:], setup_write]:
        os.close(descriptor)
    try:
        _watch(lifeline, pid, setup_read)
    except (BrokenPipeError, ConnectionResetError):
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


def _watch(lifeline: socket.socket, pid: int, setup_read: int) -> None:
    with os.fdopen(setup_read, "rb") as setup:
        answer = setup.read()
    if answer == _CONFINED:
        piece_send(lifeline, Started(), on_behalf_of=pid)
    process = os.pidfd_open(pid)
    ready, _, _ = select.select([process, lifeline.fileno()], [], [])
    if process not in ready:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    if answer != _CONFINED:
        piece_send(lifeline, SetupFailed(answer.decode(errors="replace")))
        return
    code = os.waitstatus_to_exitcode(status)
    piece_send(
        lifeline,
        Finished(
            exit_code=code if code >= 0 else None,
            signal=-code if code < 0 else None,
            cpu_time_s=usage.ru_utime + usage.ru_stime,
            max_rss_bytes=usage.ru_maxrss * 1024,
        ),
    )


def _run(
    zygote: ZygoteOrder, order: RunOrder, groups: list[int], descriptors: list[int], setup: int
) -> NoReturn:
    report = descriptors[2] if order.has_report else None
    try:
        confinement.groups_join(groups)
        confinement.descriptors_keep(descriptors[0], descriptors[1], report, setup)
        setup = confinement.SETUP_FD
        confinement.confine(order, run_uid=zygote.run_uid, seccomp_program=zygote.seccomp_program)
        os.write(setup, _CONFINED)
        os.close(setup)
    except BaseException:  # noqa: BLE001 whatever went wrong, the entry must not be called
        os.write(setup, traceback.format_exc().encode())
        os._exit(1)
    os._exit(_entry_call(order))


def _entry_call(order: RunOrder) -> int:
    channel = socket.socket(fileno=confinement.CHANNEL_FD)
    report = socket.socket(fileno=confinement.REPORT_FD) if order.has_report else None
    # The learner's code may put anything in the place of sys.stdout.
    output = sys.stdout
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(line_buffering=True)
    try:
        module, _, function = order.entry.partition(":")
        getattr(importlib.import_module(module), function)(order.payload, channel, report)
    except BaseException:  # noqa: BLE001 the process must end here, without the zygote's cleanup
        traceback.print_exc()
        return 1
    finally:
        with contextlib.suppress(Exception):
            output.flush()
    return 0
