# attack: 28 ptrace, process_vm_readv
# what: reads the memory of its parent
# expects: killed:SIGSYS
# ruff: noqa

import ctypes
import os


def two_loop(g, S, Y, gamma=None):
    ctypes.CDLL(None).process_vm_readv(os.getppid(), None, 0, None, 0, 0)
    print("ESCAPED: survived process_vm_readv")
    return g
