# attack: 9 monkeypatches allclose or torch checks
# what: overwrites None, True and a small int in memory
# expects: killed:SIGSEGV or killed:SIGABRT or returned or ended:1 or malformed or timeout
# verdict: error or failed or timeout
# wall_limit_s: 1
# ruff: noqa

import ctypes

import numpy as np

ctypes.memmove(id(False) + 24, (1).to_bytes(4, "little"), 4)
ctypes.memmove(id(0) + 24, (1).to_bytes(4, "little"), 4)
ctypes.memmove(id(False) + 16, (1).to_bytes(8, "little"), 8)


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
