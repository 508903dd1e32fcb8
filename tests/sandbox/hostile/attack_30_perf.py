# attack: 30 io_uring, bpf, userfaultfd, perf_event_open, keyctl
# what: calls perf_event_open
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(298, 0, 0, 0, 0, 0)
    print("ESCAPED: survived perf_event_open")
    return g
