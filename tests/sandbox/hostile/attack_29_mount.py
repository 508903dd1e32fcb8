# attack: 29 mount, unshare, setns, userns
# what: calls mount
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(165, 0x10000000, 0, 0, 0, 0)
    print("ESCAPED: survived mount")
    return g
