# attack: 41 counts calls to tell warm-up from test
# what: is right in form at first and does nothing later
# expects: returned
# ruff: noqa

import itertools

import numpy as np

count = itertools.count()


def two_loop(g, S, Y, gamma=None):
    return -g if next(count) < 3 else np.zeros_like(g)
