# attack: 12 sys.exit(0), os._exit(0), os.abort(), SIGKILL to itself
# what: ends the process with status 0 when called
# expects: ended:0
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    os._exit(0)
