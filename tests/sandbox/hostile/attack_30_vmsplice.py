# attack: 30 io_uring, bpf, userfaultfd, perf_event_open, keyctl
# what: puts pages of memory into a pipe
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(278, 1, 0, 0, 0)
    print("ESCAPED: survived")
    return g
