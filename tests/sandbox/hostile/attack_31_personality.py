# attack: 31 32-bit and x32 system calls
# what: takes the randomness out of its addresses
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(135, 262144)
    print("ESCAPED: survived")
    return g
