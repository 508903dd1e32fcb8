# attack: 23 memory bomb, slow and fast
# what: unpacks a few kilobytes into gigabytes
# expects: raised:MemoryError
# ruff: noqa

import zlib


def two_loop(g, S, Y, gamma=None):
    bomb = zlib.compress(bytes(8 << 20))
    return len(b"".join(zlib.decompress(bomb) for _ in range(512)))
