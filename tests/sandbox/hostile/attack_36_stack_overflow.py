# attack: 36 segfault, stack overflow, huge recursion
# what: recurses through C without a limit
# expects: killed:SIGSEGV or raised:MemoryError or raised:RecursionError
# ruff: noqa

import sys

sys.setrecursionlimit(1 << 30)


def two_loop(g, S, Y, gamma=None):
    return list(map(lambda _: two_loop(g, S, Y), [0]))
