# attack: 31 32-bit and x32 system calls
# what: makes a 32-bit segment
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(154, 1, 0, 16)
    print("ESCAPED: survived")
    return g
