# attack: 12 sys.exit(0), os._exit(0), os.abort(), SIGKILL to itself
# what: sends SIGKILL to itself
# expects: raised:PermissionError
# ruff: noqa

import os
import signal


def two_loop(g, S, Y, gamma=None):
    os.kill(os.getpid(), signal.SIGKILL)
    return g
