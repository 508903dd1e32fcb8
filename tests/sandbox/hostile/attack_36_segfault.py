# attack: 36 segfault, stack overflow, huge recursion
# what: reads address 0
# expects: killed:SIGSEGV
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    return ctypes.string_at(0)
