# attack: 23 memory bomb, slow and fast
# what: has its pages merged with those of others
# expects: raised:PermissionError
# ruff: noqa

import mmap


def two_loop(g, S, Y, gamma=None):
    mmap.mmap(-1, 4096).madvise(12)
    print("ESCAPED: pages to be merged")
    return g
