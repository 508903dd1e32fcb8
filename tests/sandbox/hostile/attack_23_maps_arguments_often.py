# attack: 23 memory bomb, slow and fast
# what: maps its arguments a thousand times, to be executed too, and never lets go of them
# expects: returned
# ruff: noqa

import mmap
import os
import sys

import numpy as np

kept = []
sharing = sys.modules["grader.inside.sharing"]
inner = sharing.shared_map


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping

mapped = []


def two_loop(g, S, Y, gamma=None):
    descriptor, size = kept[-1], os.fstat(kept[-1]).st_size
    for _ in range(1000):
        # Python's own mmap keeps a descriptor for each, of which it may have few.
        try:
            each = mmap.mmap(
                descriptor, size, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
            )
        except OSError:
            os.close(kept.pop())
            break
        each[:] = b"x" * size
        mapped.append(each)
    return np.zeros(len(g))
