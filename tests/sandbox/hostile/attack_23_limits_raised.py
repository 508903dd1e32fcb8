# attack: 23 memory bomb, slow and fast
# what: raises its limits and locks memory
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("prlimit64", 302, 0, 9, 1, 0),
        ("setrlimit", 160, 9, 0),
        ("mlockall", 151, 3),
        ("mlock", 149, 0, 4096),
        ("mlock2", 325, 0, 4096, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
