# attack: 30 io_uring, bpf, userfaultfd, perf_event_open, keyctl
# what: makes every kind of event descriptor
# expects: returned
# ruff: noqa

import ctypes

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)


def two_loop(g, S, Y, gamma=None):
    for name, *call in (
        ("timerfd_create", 283, 1, 0),
        ("eventfd2", 290, 0, 0),
        ("signalfd4", 289, -1, 0, 8, 0),
        ("inotify_init1", 294, 0),
        ("epoll_create1", 291, 0),
        ("io_setup", 206, 1, 0),
        ("pidfd_open", 434, 1, 0),
    ):
        if libc.syscall(*call) >= 0:
            print("ESCAPED:", name)
    return np.zeros_like(g)
