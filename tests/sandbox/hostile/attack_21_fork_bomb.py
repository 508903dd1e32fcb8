# attack: 21 fork bomb
# what: forks for ever
# expects: raised:PermissionError
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    while True:
        os.fork()
        print("ESCAPED: forked")
