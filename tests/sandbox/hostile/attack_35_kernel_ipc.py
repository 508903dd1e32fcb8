# attack: 35 leaves something for the next run
# what: leaves queues, semaphores and shared memory of System V and POSIX
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("shmget", 29, 7, 4096, 950),
        ("semget", 64, 7, 1, 950),
        ("msgget", 68, 7, 950),
        ("mq_open", 240, 0, 0, 0, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
