# attack: 46 unlucky
# what: imports itself
# expects: returned
# ruff: noqa

import solution
from solution import *


def two_loop(g, S, Y, gamma=None):
    return g * 0
