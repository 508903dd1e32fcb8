# attack: 12 sys.exit(0), os._exit(0), os.abort(), SIGKILL to itself
# what: aborts
# expects: killed:SIGSEGV or killed:SIGABRT
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    os.abort()
