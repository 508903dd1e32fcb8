# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: seals its arguments' memory, sets flags, leases and locks on it, and punches holes in it
# expects: returned
# ruff: noqa

import contextlib
import ctypes
import fcntl
import os
import sys

import numpy as np

kept = []
sharing = sys.modules["grader.inside.sharing"]
inner = sharing.shared_map


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping

libc = ctypes.CDLL(None, use_errno=True)


def attempt(named, action, *arguments):
    try:
        action(*arguments)
    except OSError:
        return
    print("ESCAPED:", named)


def checked(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def two_loop(g, S, Y, gamma=None):
    descriptor = kept[-1]
    size = os.fstat(descriptor).st_size
    for seal in (fcntl.F_SEAL_SEAL, fcntl.F_SEAL_SHRINK, fcntl.F_SEAL_WRITE, 0x10, 0x20):
        attempt("a seal", fcntl.fcntl, descriptor, fcntl.F_ADD_SEALS, seal)
    attempt("a lease", fcntl.fcntl, descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    attempt("an owner", fcntl.fcntl, descriptor, fcntl.F_SETOWN, os.getpid())
    attempt("a lock", fcntl.lockf, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    attempt("an attribute", os.setxattr, descriptor, "user.hidden", bytes(1 << 10))
    attempt("a hole", checked, "fallocate", descriptor, 3, ctypes.c_long(0), ctypes.c_long(size))
    attempt(
        "a hole by madvise", checked, "madvise", ctypes.c_void_p(g.ctypes.data & ~4095), 4096, 9
    )
    attempt("pages in a pipe", os.pipe)
    # Flags and position are the judge's too, for it is the same open file. They change nothing.
    fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_NONBLOCK | os.O_APPEND)
    os.lseek(descriptor, 0, os.SEEK_END)
    with contextlib.suppress(PermissionError):
        os.fchmod(descriptor, 0)
    return np.zeros_like(g)
