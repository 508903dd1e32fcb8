# attack: 30 io_uring, bpf, userfaultfd, perf_event_open, keyctl
# what: asks for memory that no limit counts
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(447, 0)
    print("ESCAPED: survived")
    return g
