# attack: 35 leaves something for the next run
# what: writes to every writable mapping that it can find through libraries
# expects: returned
# ruff: noqa

import ctypes
import sys

import numpy as np

# The bytes of small ints and of a warm module's code, which a run shares by copy only.
ctypes.memset(id(257) + 24, 0, 4)
ctypes.memmove(id(np.linalg.norm.__doc__) + 64, b"LEFT BEHIND", 11)
sys.intern("left behind")


def two_loop(g, S, Y, gamma=None):
    return g * 0
