# attack: 9 monkeypatches allclose or torch checks
# what: makes struct pack lies about lengths
# expects: malformed or returned
# verdict: error or failed
# ruff: noqa

import sys

import numpy as np


class Lies:
    size = 12

    def pack(self, *_):
        return b"\xff" * 12

    def unpack(self, data):
        return 8, 8


sys.modules["grader.inside.frames"].PREFIX = Lies()


def two_loop(g, S, Y, gamma=None):
    return np.zeros_like(g)
