# attack: 26 endless loop, in C, holding the GIL
# what: has a timer interrupt it every microsecond
# expects: timeout or raised:RecursionError
# wall_limit_s: 0.5
# ruff: noqa

import signal

signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-6)


def two_loop(g, S, Y, gamma=None):
    while True:
        pass
