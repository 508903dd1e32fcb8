# attack: 31 32-bit and x32 system calls
# what: asks for its pid by the x32 number
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(0x40000000 | 39)
    print("ESCAPED: survived an x32 system call")
    return g
