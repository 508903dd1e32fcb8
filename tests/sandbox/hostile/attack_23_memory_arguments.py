# attack: 23 memory bomb, slow and fast
# what: keeps the descriptor of its arguments' memory and tries to grow it
# expects: returned
# ruff: noqa

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


def attempt(named, action, *arguments):
    try:
        action(*arguments)
    except OSError:
        return
    print("ESCAPED:", named)


def two_loop(g, S, Y, gamma=None):
    descriptor = kept[-1]
    size = os.fstat(descriptor).st_size
    attempt("grown by ftruncate", os.ftruncate, descriptor, 1 << 30)
    attempt("grown by pwrite", os.pwrite, descriptor, b"x", size)
    attempt("grown by fallocate", os.posix_fallocate, descriptor, 0, 1 << 30)
    attempt("another memfd", os.memfd_create, "hidden")
    return np.zeros_like(g)
