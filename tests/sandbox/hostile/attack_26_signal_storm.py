# attack: 26 endless loop, in C, holding the GIL
# what: signals itself without end
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import signal

signal.signal(signal.SIGUSR1, lambda *_: None)


def two_loop(g, S, Y, gamma=None):
    while True:
        signal.raise_signal(signal.SIGUSR1)
