# attack: 12 sys.exit(0), os._exit(0), os.abort(), SIGKILL to itself
# what: leaves by sys.exit(0) when called
# expects: raised:SystemExit
# ruff: noqa

import sys


def two_loop(g, S, Y, gamma=None):
    sys.exit(0)
