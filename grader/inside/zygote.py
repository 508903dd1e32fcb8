"""The zygote: a warm process inside bubblewrap that forks a warden for every run.

Each message on the control socket carries the descriptors of one run; the end of the socket is the
end of the zygote.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys

import msgspec

from grader.inside import devices, pages, warden
from grader.inside.orders import ZygoteOrder

MESSAGE_LIMIT_BYTES = 1 << 17
READY = b"ready"
_RUN_DESCRIPTORS = 4


def main(control_fd: int) -> None:
    """Become warm as ordered on the control socket, then fork a warden for every run."""
    control = socket.socket(fileno=control_fd)
    order = msgspec.msgpack.decode(control.recv(MESSAGE_LIMIT_BYTES), type=ZygoteOrder)
    for name in order.libraries:
        importlib.import_module(name)
    _warm_up(order.libraries)
    for name in order.preloads:
        _preload(name)
    gc.collect()
    pages.heap_collapse()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.send(READY)
    while _run_start(control, order):
        pass


def _preload(name: str) -> None:
    module, _, function = name.partition(":")
    loaded = importlib.import_module(module)
    if function:
        getattr(loaded, function)()


def _warm_up(libraries: list[str]) -> None:
    """Do once what libraries put off until their first use."""
    if "numpy" in libraries:
        numpy = importlib.import_module("numpy")
        matrix = numpy.eye(4) + 1.0
        numpy.linalg.solve(matrix, matrix @ matrix)
        numpy.linalg.eigh(matrix)
    if "scipy.linalg" in libraries:
        importlib.import_module("scipy.linalg").cho_factor(matrix)
    if "torch" in libraries:
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        devices.settings_apply()
        tensor = torch.eye(4, requires_grad=True)
        (tensor @ tensor).sum().backward()
        torch.linalg.eigh(torch.eye(4))
        # The first use of torch.func imports a compiler, for seconds.
        torch.func.jvp(torch.func.grad(torch.sum), (tensor.detach(),), (tensor.detach(),))


def _run_start(control: socket.socket, order: ZygoteOrder) -> bool:
    data, descriptors, _, _ = socket.recv_fds(control, 1, _RUN_DESCRIPTORS)
    if not data:
        return False
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            warden.main(order, descriptors)
        except BaseException as error:  # noqa: BLE001 a fork must never return into the loop
            sys.stderr.write(f"warden: {error!r}\n")
            sys.stderr.flush()
        finally:
            os._exit(1)
    for descriptor in descriptors:
        os.close(descriptor)
    return True


def idle(payload: bytes, channel: socket.socket, report: socket.socket | None) -> None:
    """Do nothing: the run whose memory is the baseline of the others."""
