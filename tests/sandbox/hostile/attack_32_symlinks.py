# attack: 32 symlinks where the privileged side reads or writes
# what: plants links to the host's files
# expects: raised:PermissionError
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    os.symlink("/etc/shadow", "/tmp/report.json")
    print("ESCAPED: a symlink")
    return g
