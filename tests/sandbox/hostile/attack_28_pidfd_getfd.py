# attack: 28 ptrace, process_vm_readv
# what: takes a descriptor of another process
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(438, 0, 0, 0)
    print("ESCAPED: survived")
    return g
