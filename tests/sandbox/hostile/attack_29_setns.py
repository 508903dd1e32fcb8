# attack: 29 mount, unshare, setns, userns
# what: calls setns
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(308, 0x10000000, 0, 0, 0, 0)
    print("ESCAPED: survived setns")
    return g
