# attack: 34 signals to the zygote, its parent, its group
# what: takes the processor from others
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("sched_setscheduler", 144, 0, 1, 0),
        ("sched_setaffinity", 203, 0, 0, 0),
        ("setpriority", 141, 0, 0, -20),
        ("ioprio_set", 251, 1, 0, 0),
        ("sched_setattr", 314, 0, 0, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
