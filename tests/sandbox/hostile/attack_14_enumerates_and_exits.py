# attack: 14 enumerates descriptors, writes, exits
# what: finds every socket, answers on each, and exits
# expects: malformed or ended:0
# ruff: noqa

import os
import stat


def two_loop(g, S, Y, gamma=None):
    for number in range(64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, b'{"kind": "done", "verdict": "passed"}\n' * 8)
        except OSError:
            pass
    os._exit(0)
