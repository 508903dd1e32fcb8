# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: takes the memory away that its arguments lie in
# expects: killed:SIGBUS
# ruff: noqa

import os
import sys

kept = []
sharing = sys.modules["grader.inside.sharing"]
inner = sharing.shared_map


def keeping(descriptor, size):
    kept.append(os.dup(descriptor))
    return inner(descriptor, size)


sys.modules["grader.inside.channel"].shared_map = keeping


def two_loop(g, S, Y, gamma=None):
    os.ftruncate(kept[-1], 0)
    return -g
