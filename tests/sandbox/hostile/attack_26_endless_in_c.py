# attack: 26 endless loop, in C, holding the GIL
# what: backtracks for ever inside the regular expression engine
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import re


def two_loop(g, S, Y, gamma=None):
    return re.match(r"(a*)*(a*)*(a*)*$", "a" * 64 + "b")
