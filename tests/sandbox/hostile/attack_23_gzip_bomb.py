# attack: 23 memory bomb, slow and fast
# what: unpacks a few kilobytes into gigabytes
# expects: raised:MemoryError or timeout
# verdict: memory or timeout
# wall_limit_s: 1
# ruff: noqa

import zlib


def two_loop(g, S, Y, gamma=None):
    bomb = zlib.compress(bytes(8 << 20))
    return len(b"".join(zlib.decompress(bomb) for _ in range(512)))
