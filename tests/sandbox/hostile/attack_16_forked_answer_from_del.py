# attack: 16 a thread or atexit hook that writes later
# what: answers from a destructor
# expects: returned or malformed
# verdict: error or failed
# ruff: noqa

import os

import numpy as np


class Late:
    def __del__(self):
        os.write(3, b"\0" * 64)


def two_loop(g, S, Y, gamma=None):
    late = Late()
    late.self = late
    return np.zeros_like(g)
