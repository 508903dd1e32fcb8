# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: cuts its arguments' memory down piece by piece while the judge reads it
# expects: returned
# verdict: failed or error
# ruff: noqa

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


def cut(descriptor, size):
    for left in reversed(range(size)):
        os.pwrite(descriptor, b"x", left // 2)
        os.ftruncate(descriptor, left)


def two_loop(g, S, Y, gamma=None):
    answer = np.zeros_like(g)
    arguments = kept[-1], os.fstat(kept[-1]).st_size
    threading.Thread(target=cut, args=arguments, daemon=True).start()
    return answer
