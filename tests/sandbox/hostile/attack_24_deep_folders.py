# attack: 24 fills the disk
# what: nests folders without end
# expects: raised:OSError or raised:FileNotFoundError
# ruff: noqa

import os


def two_loop(g, S, Y, gamma=None):
    for _ in range(1 << 16):
        os.mkdir("d")
        os.chdir("d")
    print("ESCAPED: 65536 folders")
    return g
