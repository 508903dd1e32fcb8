# attack: 24 fills the disk
# what: makes empty files for ever
# expects: raised:OSError
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    for number in range(1 << 16):
        os.mkdir(f"/tmp/folder-{number}")
    print("ESCAPED: 65536 inodes")
    return g
