# attack: 25 endless output
# what: writes one line of 64 MiB
# expects: output limit
# ruff: noqa

import sys


def two_loop(g, S, Y, gamma=None):
    sys.stdout.write("x" * (64 << 20))
    return g
