# attack: 16 a thread or atexit hook that writes later
# what: takes standard output and standard error away
# expects: returned
# ruff: noqa

import sys

sys.stdout = sys.stderr = None


def two_loop(g, S, Y, gamma=None):
    return g
