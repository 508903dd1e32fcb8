# attack: 29 mount, unshare, setns, userns
# what: calls chroot
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(161, 0x10000000, 0, 0, 0, 0)
    print("ESCAPED: survived chroot")
    return g
