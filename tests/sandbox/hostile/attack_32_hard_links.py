# attack: 32 symlinks where the privileged side reads or writes
# what: plants hard links to libraries
# expects: raised:PermissionError
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    os.link(os.__file__, "/tmp/os.py")
    print("ESCAPED: a hard link")
    return g
