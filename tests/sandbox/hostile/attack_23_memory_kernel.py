# attack: 23 memory bomb, slow and fast
# what: hides memory in the kernel, as locks, leases, larger pipes and timers
# expects: returned
# ruff: noqa

import ctypes
import fcntl
import os
import struct

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
LOCK = struct.Struct("hhqqi4x")


def attempt(named, action, *arguments):
    try:
        action(*arguments)
    except OSError:
        return
    print("ESCAPED:", named)


def two_loop(g, S, Y, gamma=None):
    with open("locked", "wb") as file:
        lock = LOCK.pack(fcntl.F_WRLCK, 0, 1 << 40, 1, 0)
        for command in (fcntl.F_SETLK, fcntl.F_SETLKW, 37, 38):
            attempt(f"lock by {command}", fcntl.fcntl, file, command, lock)
        attempt("flock", fcntl.flock, file, fcntl.LOCK_EX)
    with open(os.__file__, "rb") as ours:
        attempt("lease", fcntl.fcntl, ours, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        attempt("a lock on a file of ours", fcntl.flock, ours, fcntl.LOCK_SH)
    attempt("a pipe", os.pipe)
    attempt("larger output", fcntl.fcntl, 1, 1031, 1 << 20)
    timers = 0
    while libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) == 0 and timers < 1000:
        timers += 1
    if timers == 1000:
        print("ESCAPED: timers")
    return np.zeros_like(g)
