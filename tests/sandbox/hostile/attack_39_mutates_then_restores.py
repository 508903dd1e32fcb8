# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: changes its arguments, and changes them back
# expects: returned
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    g *= 2
    g /= 2
    return -g
