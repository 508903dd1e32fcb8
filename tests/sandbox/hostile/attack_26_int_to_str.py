# attack: 26 endless loop, in C, holding the GIL
# what: turns a huge number into text
# expects: raised:ValueError or timeout
# wall_limit_s: 0.5
# ruff: noqa

import sys

sys.set_int_max_str_digits(0)


def two_loop(g, S, Y, gamma=None):
    return str(1 << (1 << 26))
