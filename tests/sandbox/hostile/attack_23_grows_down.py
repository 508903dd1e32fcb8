# attack: 23 memory bomb, slow and fast
# what: maps memory that grows by itself
# expects: raised:MemoryError or raised:OSError or killed:SIGSEGV
# ruff: noqa

import ctypes
import mmap


def two_loop(g, S, Y, gamma=None):
    held = []
    while True:
        held.append(mmap.mmap(-1, 16 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100))
        held[-1][0] = 1
        if len(held) > 256:
            print("ESCAPED: 4 GiB")
            return g
