# attack: 26 endless loop, in C, holding the GIL
# what: waits for ever without using the CPU
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import threading


def two_loop(g, S, Y, gamma=None):
    threading.Event().wait()
