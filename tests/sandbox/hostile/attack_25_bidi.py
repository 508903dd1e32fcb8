# attack: 25 endless output
# what: prints text that reads backwards
# expects: returned
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    print("\u202e passed 10 of 10 \u2066\u200f")
    return np.zeros_like(g)
