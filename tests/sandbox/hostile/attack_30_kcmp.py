# attack: 30 io_uring, bpf, userfaultfd, perf_event_open, keyctl
# what: compares kernel pointers
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(312, 1, 1, 0, 0, 0)
    print("ESCAPED: survived")
    return g
