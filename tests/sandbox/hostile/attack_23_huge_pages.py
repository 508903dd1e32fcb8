# attack: 23 memory bomb, slow and fast
# what: asks for the host's huge pages
# expects: raised:PermissionError or raised:OSError
# ruff: noqa

import mmap


def two_loop(g, S, Y, gamma=None):
    mmap.mmap(-1, 2 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
    print("ESCAPED: a huge page")
    return g
