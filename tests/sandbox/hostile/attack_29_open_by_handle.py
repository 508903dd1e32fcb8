# attack: 29 mount, unshare, setns, userns
# what: opens a file by its handle
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(304, 0, 0, 0)
    print("ESCAPED: survived")
    return g
