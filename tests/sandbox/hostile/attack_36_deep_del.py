# attack: 36 segfault, stack overflow, huge recursion
# what: frees a chain of a million objects
# expects: returned
# ruff: noqa

import numpy as np


class Link:
    def __init__(self, after):
        self.after = after


def two_loop(g, S, Y, gamma=None):
    chain = None
    for _ in range(200_000):
        chain = Link(chain)
    del chain
    return np.zeros_like(g)
