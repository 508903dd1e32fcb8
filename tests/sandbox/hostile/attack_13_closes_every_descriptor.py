# attack: 13 writes a report to any inherited descriptor
# what: closes everything, the channel too
# expects: ended:1 or ended:0 or killed:SIGSEGV
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    os.closerange(0, 64)
    return g
