# attack: 15 dup2 onto the report pipe
# what: replaces every descriptor by its output
# expects: malformed or ended:0 or ended:1
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    for number in range(3, 60):
        try:
            os.dup2(1, number)
        except OSError:
            pass
    return g
