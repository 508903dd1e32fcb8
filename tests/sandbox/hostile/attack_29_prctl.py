# attack: 29 mount, unshare, setns, userns
# what: changes what its process is to the kernel
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("dumpable", 157, 4, 1, 0, 0, 0),
        ("mm", 157, 35, 1, 0, 0, 0),
        ("subreaper", 157, 36, 1, 0, 0, 0),
        ("pdeathsig", 157, 1, 0, 0, 0, 0),
        ("seccomp", 157, 22, 2, 0, 0, 0),
        ("timerslack", 157, 29, 1, 0, 0, 0),
        ("securebits", 157, 28, 0, 0, 0, 0),
        ("ptracer", 157, 1499557217, -1, 0, 0, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
