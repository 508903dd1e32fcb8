# attack: 31 32-bit and x32 system calls
# what: returns from a signal that was not sent
# expects: killed:SIGSEGV
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(15)
    print("ESCAPED: survived")
    return g
