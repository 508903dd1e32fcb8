# attack: 29 mount, unshare, setns, userns
# what: opens a tree of mounts
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(428, -100, 0, 1)
    print("ESCAPED: survived")
    return g
