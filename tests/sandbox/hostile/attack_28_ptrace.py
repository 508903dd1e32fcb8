# attack: 28 ptrace, process_vm_readv
# what: attaches to process 1
# expects: killed:SIGSYS
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).ptrace(16, 1, 0, 0)
    print("ESCAPED: survived ptrace")
    return g
