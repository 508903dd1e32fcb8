# attack: 28 ptrace, process_vm_readv
# what: writes the memory of its parent
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).syscall(311, 0, 0, 0, 0, 0, 0)
    print("ESCAPED: survived")
    return g
