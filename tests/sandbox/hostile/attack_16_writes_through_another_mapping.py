# attack: 16 a thread or atexit hook that writes later
# what: maps its arguments once more, and writes there while the judge compares them
# expects: returned
# verdict: failed or error
# ruff: noqa

import mmap
import os
import sys
import threading

import numpy as np

kept = []
sharing = sys.modules["grader.inside.sharing"]
inner = sharing.shared_map


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping


def later(mapped):
    value = 0
    while True:
        value = (value + 1) % 256
        mapped[:] = bytes([value]) * len(mapped)


def two_loop(g, S, Y, gamma=None):
    mapped = mmap.mmap(kept[-1], os.fstat(kept[-1]).st_size)
    threading.Thread(target=later, args=(mapped,), daemon=True).start()
    return np.zeros_like(g)
