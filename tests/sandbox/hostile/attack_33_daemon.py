# attack: 33 a daemon by setsid and double fork
# what: tries to outlive its run
# expects: raised:PermissionError
# ruff: noqa

import os
import time


def two_loop(g, S, Y, gamma=None):
    try:
        os.setsid()
    except OSError:
        pass
    if os.fork() == 0:
        if os.fork() == 0:
            print("ESCAPED: a daemon")
            while True:
                time.sleep(1)
        os._exit(0)
    return g
